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
  readonly reply: WireReply;
}
interface Waiting {
  readonly resolve: (reply: WireReply) => void;
  readonly reject: (error: Error) => void;
}

export function servePort(port: MessagePort, endpoint: PracticeEndpoint): void {
  port.on("message", ({ id, request }: Asked) => {
    void endpoint
      .handle(request)
      .then((reply) => port.postMessage({ id, reply } satisfies Answered));
  });
}

export function endpointOverPort(port: MessagePort): PracticeEndpoint {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let closed = false;

  port.on("message", ({ id, reply }: Answered) => {
    waiting.get(id)?.resolve(reply);
    waiting.delete(id);
    if (waiting.size === 0) port.unref();
  });
  port.on("close", () => {
    closed = true;
    for (const { reject } of waiting.values()) reject(connectionLost());
    waiting.clear();
  });
  port.unref();

  return {
    handle: (request) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(connectionLost());
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        port.ref();
        port.postMessage({ id: lastId, request } satisfies Asked);
      }),
  };
}

/** `ECONNRESET`, which every SDK takes for a network failure: the outcome is unknown. */
function connectionLost(): Error {
  const message = "The practice cloud was stopped while a request was under way.";
  return Object.assign(new Error(message), { code: "ECONNRESET" });
}
