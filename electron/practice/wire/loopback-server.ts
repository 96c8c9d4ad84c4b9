/** The practice cloud over HTTP on 127.0.0.1, for any SDK, the command line and other programs. */
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { PracticeEndpoint, WireRequest } from "./messages.ts";

export interface LoopbackServer {
  readonly url: string;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;

export async function servePracticeHttp(
  endpoint: PracticeEndpoint,
  options: { readonly port: number },
): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    answer(endpoint, request, response).catch((error: unknown) => fail(response, error));
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

async function answer(endpoint: PracticeEndpoint, request: IncomingMessage, response: ServerResponse) {
  const body = await readBody(request);
  const reply = body ? await endpoint.handle(toWire(request, body)) : TOO_LARGE;
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

const TOO_LARGE = { status: 413, headers: { connection: "close" }, body: "" };

/** Null: larger than any AWS request is. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toWire(request: IncomingMessage, body: Buffer): WireRequest {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value ?? "")]);
  return {
    method: request.method ?? "GET",
    path: decodeURIComponent(url.pathname),
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body,
  };
}

function fail(response: ServerResponse, error: unknown): void {
  if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
  response.end(error instanceof Error ? error.message : "The practice cloud failed.");
}
