/**
 * The SDK's request handler for a practice endpoint: an unmodified SDK client talks to the practice
 * cloud through it without a socket. It can't reach a network, whatever address a request carries.
 */
import { Readable } from "node:stream";
import { HttpResponse } from "@smithy/core/protocols";
import type { HttpHandler, HttpRequest } from "@smithy/core/protocols";
import { lowerCaseHeaders } from "./messages.ts";
import type { PracticeEndpoint, WireReply, WireRequest } from "./messages.ts";

type Options = Parameters<HttpHandler["handle"]>[1];

export function practiceRequestHandler(endpoint: PracticeEndpoint): HttpHandler {
  return {
    metadata: { handlerProtocol: "practice" },
    handle: async (request: HttpRequest, options?: Options) => {
      const reply = await untilAborted(endpoint.handle(toWire(request)), options?.abortSignal);
      return { response: toResponse(reply) };
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}

function toWire(request: HttpRequest): WireRequest {
  return {
    method: request.method,
    path: request.path,
    query: request.query,
    headers: lowerCaseHeaders(request.headers),
    body: toBody(request.body),
  };
}

function toBody(body: unknown): string | Uint8Array {
  if (body === undefined || body === null) return "";
  if (typeof body === "string") return body;
  // The SDK's JSON bodies are bytes that play a string, with a warning whenever they are taken for one.
  if (body instanceof Uint8Array) return new Uint8Array(body);
  throw new TypeError("The practice cloud takes no streamed request bodies.");
}

const encoder = new TextEncoder();

function toResponse(reply: WireReply) {
  const bytes = reply.bytes ?? encoder.encode(reply.body);
  // The SDK gives an object's bytes on as a stream, and wants to get one.
  const body = reply.headers["x-amz-id-2"] === undefined ? bytes : Readable.from([bytes]);
  return new HttpResponse({ statusCode: reply.status, headers: { ...reply.headers }, body });
}

type Signal = NonNullable<Options>["abortSignal"];

/** An aborted call may still have been carried out, as with a lost reply of AWS. */
function untilAborted<T>(work: Promise<T>, signal: Signal): Promise<T> {
  if (!signal) return work;
  if (signal.aborted) return Promise.reject(abortError());
  const listened = signal as AbortSignal;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(abortError());
    listened.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => listened.removeEventListener("abort", abort));
  });
}

const abortError = () => Object.assign(new Error("Request aborted"), { name: "AbortError" });
