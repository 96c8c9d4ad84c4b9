/** One browser window's WebSocket as a Session of the console: frames in, replies and pushes out. */
import type { WebSocket } from "ws";
import type { Reply, RequestName } from "../../shared/contract/requests.ts";
import type { ConsoleEvent } from "../../shared/contract/topics.ts";
import type { Session } from "../ipc/session.ts";

export interface Asked {
  handle(session: Session, name: unknown, payload: unknown): Promise<Reply<RequestName>>;
  closeSession(session: Session): void;
}

/** A window that doesn't read what it is sent is cut off here, rather than filling the console's memory. */
const longestBacklogBytes = 64 * 1024 * 1024;

export function carrySocket(socket: WebSocket, id: string, asked: Asked, used: () => void): void {
  const session: Session = { id, push: (event: ConsoleEvent) => send(socket, { push: event }) };
  socket.on("message", (data, isBinary) => {
    used();
    const frame = isBinary ? null : parseFrame((data as Buffer).toString("utf8"));
    if (frame) void respond(socket, session, asked, frame);
    else socket.close(1008);
  });
  socket.on("error", () => socket.terminate());
  socket.on("close", () => asked.closeSession(session));
}

interface Frame {
  readonly id: number;
  readonly name: unknown;
  readonly payload: unknown;
}

async function respond(
  socket: WebSocket,
  session: Session,
  asked: Asked,
  frame: Frame,
): Promise<void> {
  const reply = await asked.handle(session, frame.name, frame.payload);
  send(socket, { id: frame.id, reply });
}

function send(socket: WebSocket, message: object): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > longestBacklogBytes) return socket.terminate();
  socket.send(JSON.stringify(message));
}

function parseFrame(text: string): Frame | null {
  try {
    const frame = JSON.parse(text) as Partial<Frame> | null;
    if (typeof frame !== "object" || frame === null || !Number.isSafeInteger(frame.id)) return null;
    return { id: Number(frame.id), name: frame.name, payload: frame.payload };
  } catch {
    // Not JSON: nobody of ours sends that, and the caller closes the socket.
    return null;
  }
}
