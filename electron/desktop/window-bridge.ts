/**
 * Carries windows' requests to the console over Electron's IPC. Only the top frame of our own origin, in a window
 * that is ours, is heard; the gate behind it parses what it says.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from "electron";
import type { Reply, RequestName } from "../../shared/contract/requests.ts";
import type { Session } from "../ipc/session.ts";
import { channels } from "./channels.ts";
import { isOwn } from "./refusals.ts";

export interface Carried {
  handle(session: Session, name: unknown, payload: unknown): Promise<Reply<RequestName>>;
  closeSession(session: Session): void;
}

type Sender = Pick<WebContents, "id" | "send" | "isDestroyed" | "once">;

export class WindowBridge {
  readonly #carried: Carried;
  readonly #sessions = new Map<number, Session>();

  constructor(carried: Carried) {
    this.#carried = carried;
  }

  listen(ipcMain: Pick<IpcMain, "handle">): void {
    ipcMain.handle(channels.request, (event, name: unknown, payload: unknown) =>
      this.answer(event, name, payload),
    );
  }

  /** Called for each window when it is made: nobody else's requests are answered. */
  admit(contents: Sender): void {
    const session: Session = {
      id: `window-${String(contents.id)}`,
      push: (event) => {
        if (!contents.isDestroyed()) contents.send(channels.event, event);
      },
    };
    this.#sessions.set(contents.id, session);
    contents.once("destroyed", () => {
      this.#sessions.delete(contents.id);
      this.#carried.closeSession(session);
    });
  }

  async answer(
    event: IpcMainInvokeEvent,
    name: unknown,
    payload: unknown,
  ): Promise<Reply<RequestName>> {
    const session = this.#sessions.get(event.sender.id);
    if (!session || !isTrusted(event)) return notTrusted;
    return this.#carried.handle(session, name, payload);
  }
}

function isTrusted(event: Pick<IpcMainInvokeEvent, "senderFrame">): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwn(frame.url);
}

const notTrusted: Reply<RequestName> = {
  ok: false,
  error: {
    code: "refused",
    message: "This page may not speak to the console.",
    details: {},
    retry: "never",
  },
};
