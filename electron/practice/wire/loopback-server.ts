/** The practice cloud over HTTP on 127.0.0.1, for any SDK, the command line and other programs. */
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { PracticeEndpoint, WireReply, WireRequest } from "./messages.ts";

export interface LoopbackServer {
  readonly url: string;
  close(): Promise<void>;
}

/** More than any request of AWS but an object, and as large as clients send one in one piece. */
const MAX_BODY_BYTES = 9 * 1024 * 1024;

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

async function answer(
  endpoint: PracticeEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const body = await readBody(request);
  const reply = await replyTo(endpoint, request, body);
  response.writeHead(reply.status, reply.headers);
  response.end(reply.bytes ?? reply.body);
}

async function replyTo(endpoint: PracticeEndpoint, request: IncomingMessage, body: Buffer | null) {
  if (!isForLoopback(request)) return MISDIRECTED;
  return body ? endpoint.handle(toWire(request, body)) : TOO_LARGE;
}

/** A page of the web whose name was made to point here is no client of ours; names under localhost can't be. */
function isForLoopback({ headers, socket }: IncomingMessage): boolean {
  const [, name = "", port = ""] = /^(.*):(\d+)$/.exec((headers.host ?? "").toLowerCase()) ?? [];
  if (port !== String(socket.localPort)) return false;
  return name === "127.0.0.1" || name === "localhost" || name.endsWith(".localhost");
}

const MISDIRECTED: WireReply = { status: 421, headers: {}, body: "" };
const TOO_LARGE: WireReply = { status: 413, headers: { connection: "close" }, body: "" };

/** Null: larger than any AWS request is; it is read to its end, so that it can be answered, but not kept. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return bytes <= MAX_BODY_BYTES ? Buffer.concat(chunks) : null;
}

function toWire(request: IncomingMessage, body: Buffer): WireRequest {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: queryOf(url.searchParams),
    headers: headersOf(request.rawHeaders),
    body,
  };
}

/** A name that is given twice has a list. */
function queryOf(parameters: URLSearchParams): WireRequest["query"] {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** Headers of one name are joined as a signature joins them. */
function headersOf(raw: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    const value = raw[at + 1] ?? "";
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(headers);
}

/** A connection that broke before the answer breaks for the client too. */
function fail(response: ServerResponse, error: unknown): void {
  if (error instanceof Error && "code" in error && error.code === "ECONNRESET")
    return void response.destroy();
  if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
  response.end(error instanceof Error ? error.message : "The practice cloud failed.");
}
