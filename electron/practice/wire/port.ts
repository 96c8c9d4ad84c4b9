/**
 * A practice endpoint on the other side of a MessagePort. A port keeps its process alive only while
 * a request is out on it; a closed port fails what was out, as a lost connection would.
 */
import type { MessagePort } from "node:worker_threads";
import type { PracticeEndpoint, WireReply, WireRequest } from "./messages.ts";

interface Asked {
  readonly id: number;
  readonly request: WireRequest;
}
interface Answered {
  readonly id: number;
  /** Null: the connection broke before the answer. */
  readonly reply: WireReply | null;
}
interface Waiting {
  readonly resolve: (reply: WireReply) => void;
  readonly reject: (error: Error) => void;
}

export function servePort(port: MessagePort, endpoint: PracticeEndpoint): void {
  port.on("message", ({ id, request }: Asked) => {
    const answer = (reply: WireReply | null) => port.postMessage({ id, reply } satisfies Answered);
    endpoint.handle(request).then(answer, () => answer(null));
  });
}

export function endpointOverPort(port: MessagePort): PracticeEndpoint {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let closed = false;

  port.on("message", ({ id, reply }: Answered) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (reply) asker?.resolve(reply);
    else asker?.reject(connectionLost("The connection to the practice cloud broke."));
    if (waiting.size === 0) port.unref();
  });
  port.on("close", () => {
    closed = true;
    for (const { reject } of waiting.values()) reject(connectionLost(STOPPED));
    waiting.clear();
  });
  port.unref();

  return {
    handle: (request) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(connectionLost(STOPPED));
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        port.ref();
        port.postMessage({ id: lastId, request } satisfies Asked);
      }),
  };
}

const STOPPED = "The practice cloud was stopped while a request was under way.";

/** `ECONNRESET`, which every SDK takes for a network failure: the outcome is unknown. */
function connectionLost(message: string): Error {
  return Object.assign(new Error(message), { code: "ECONNRESET" });
}
