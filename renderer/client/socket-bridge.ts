/**
 * The Bridge over a WebSocket. It connects again by itself, with growing pauses, and says when the link is down.
 * A request whose answer was lost is answered with an error that says so: its effect may have happened.
 */
import type { Bridge, BridgeFrame } from "../../shared/contract/bridge.ts";
import type { Reply, RequestName, RequestPayload } from "../../shared/contract/requests.ts";
import type { ConsoleEvent } from "../../shared/contract/topics.ts";
import type { BennuErrorData } from "../../shared/errors.ts";

type Answer = (reply: Reply<RequestName>) => void;
type Socket = Pick<WebSocket, "send" | "close" | "addEventListener" | "readyState">;

const firstPauseMs = 250;
const longestPauseMs = 5_000;
const longestRequestMs = 120_000;

export class SocketBridge implements Bridge {
  readonly host = "serve";
  readonly #open: () => Socket;
  readonly #answers = new Map<number, Answer>();
  readonly #eventListeners = new Set<(event: ConsoleEvent) => void>();
  readonly #linkListeners = new Set<(up: boolean) => void>();
  readonly #unsent: string[] = [];
  #socket: Socket | null = null;
  #up = false;
  #everUp = false;
  #nextId = 1;
  #pauseMs = firstPauseMs;

  constructor(open: () => Socket) {
    this.#open = open;
    this.#connect();
  }

  request<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<Reply<N>> {
    if (!this.#up && this.#everUp) return Promise.resolve({ ok: false, error: linkDown });
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.#answer(id, { ok: false, error: answerLost }),
        longestRequestMs,
      );
      this.#answers.set(id, (reply) => {
        clearTimeout(timer);
        resolve(reply as Reply<N>);
      });
      this.#send(JSON.stringify({ id, name, payload }));
    });
  }

  onEvent(listener: (event: ConsoleEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  onLink(listener: (up: boolean) => void): () => void {
    this.#linkListeners.add(listener);
    return () => this.#linkListeners.delete(listener);
  }

  #send(text: string): void {
    if (this.#up) this.#socket?.send(text);
    else this.#unsent.push(text);
  }

  #connect(): void {
    const socket = this.#open();
    this.#socket = socket;
    socket.addEventListener("open", () => this.#opened());
    socket.addEventListener("message", (message) => this.#received(String(message.data)));
    socket.addEventListener("close", () => this.#closed());
  }

  #opened(): void {
    this.#up = true;
    this.#everUp = true;
    this.#pauseMs = firstPauseMs;
    for (const text of this.#unsent.splice(0)) this.#socket?.send(text);
    for (const listener of this.#linkListeners) listener(true);
  }

  #closed(): void {
    const wasUp = this.#up;
    this.#up = false;
    this.#everUp = true;
    this.#unsent.length = 0;
    for (const id of [...this.#answers.keys()]) this.#answer(id, { ok: false, error: answerLost });
    if (wasUp) for (const listener of this.#linkListeners) listener(false);
    setTimeout(() => this.#connect(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  #received(text: string): void {
    const frame = JSON.parse(text) as BridgeFrame;
    if ("push" in frame) for (const listener of this.#eventListeners) listener(frame.push);
    else if ("reply" in frame) this.#answer(frame.id, frame.reply);
  }

  #answer(id: number, reply: Reply<RequestName>): void {
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    answer?.(reply);
  }
}

const linkDown: BennuErrorData = {
  code: "network-unreachable",
  message:
    "The console can't be reached, so nothing was sent. Operations go on in the console. Wait for the link, or start Bennu again.",
  details: {},
  retry: "later",
};

const answerLost: BennuErrorData = {
  code: "outcome-unknown",
  message:
    "The console's answer was lost. What was asked for may have been done: look at the journal before you ask again.",
  details: {},
  retry: "look",
};
