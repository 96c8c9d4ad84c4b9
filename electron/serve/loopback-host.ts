/**
 * The browser host: HTTP and WebSocket on 127.0.0.1 alone. It serves the renderer's files, exchanges the one-time
 * token for a session, and carries each window's requests to the console. Everything that isn't exactly that is
 * answered with 403 and not a word more. See design/security.md and the CVEs that it names.
 */
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { pageHeaders } from "../content-policy.ts";
import type { PageFiles } from "../page-files.ts";
import { addressOf, hasOwnOrigin, isFromOwnPage } from "./checks.ts";
import type { Address } from "./checks.ts";
import { Sessions } from "./sessions.ts";
import type { SessionClock } from "./sessions.ts";
import { carrySocket } from "./socket.ts";
import type { Asked } from "./socket.ts";

export interface LoopbackOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly files: PageFiles;
  readonly asked: Asked;
  readonly clock: SessionClock;
  /** 256 bits of randomness as base64url text. */
  readonly secret: () => string;
}

const longestMessageBytes = 1024 * 1024;
const longestTokenBytes = 256;
const sweepEveryMs = 60_000;

export class LoopbackHost {
  readonly port: number;
  readonly #options: LoopbackOptions;
  readonly #server: Server;
  readonly #address: Address;
  readonly #sessions: Sessions;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestMessageBytes,
    perMessageDeflate: false,
  });
  readonly #closers = new Map<string, Set<() => void>>();
  readonly #sweeping: NodeJS.Timeout;
  #windows = 0;

  private constructor(options: LoopbackOptions, server: Server) {
    this.#options = options;
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    this.#address = addressOf(this.port);
    this.#sessions = new Sessions({ ...options, port: this.port });
    this.#sweeping = setInterval(() => this.sweep(), sweepEveryMs).unref();
    server.on("request", (request, response) => void this.#respond(request, response));
    server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  static start(options: LoopbackOptions): Promise<LoopbackHost> {
    const server = createServer({ requestTimeout: 30_000, maxHeaderSize: 16 * 1024 });
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(options.port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve(new LoopbackHost(options, server));
      });
    });
  }

  /** The address to open: its fragment never leaves the browser, so no log and no Referer can have it. */
  get url(): string {
    return `${this.#address.origin}/#token=${this.#sessions.token}`;
  }

  /** Ends sessions that nobody uses, with their windows. */
  sweep(): void {
    for (const id of this.#sessions.endIdle()) {
      for (const close of this.#closers.get(id) ?? []) close();
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-store");
    if (!isFromOwnPage(request.headers, this.#address)) return refuse(response);
    const route = `${request.method ?? ""} ${request.url ?? ""}`;
    if (route === "POST /session") return this.#enter(request, response);
    if (route === "GET /session") return this.#sayWhetherKnown(request, response);
    return this.#servePage(request, response);
  }

  async #enter(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!hasOwnOrigin(request.headers, this.#address)) return refuse(response);
    const token = await readBody(request, longestTokenBytes);
    const cookie = token === null ? null : this.#sessions.exchange(token);
    if (cookie === null) return refuse(response);
    response.setHeader("set-cookie", cookie).writeHead(204).end();
  }

  #sayWhetherKnown(request: IncomingMessage, response: ServerResponse): void {
    if (this.#sessions.find(request.headers)) response.writeHead(204).end();
    else refuse(response);
  }

  /** The files hold no secret: the page must load before it can exchange its token. */
  #servePage(request: IncomingMessage, response: ServerResponse): void {
    const file = request.method === "GET" ? this.#options.files.get(request.url ?? "") : undefined;
    if (!file) return refuse(response);
    response.writeHead(200, { "content-type": file.contentType }).end(file.body);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const own = request.url === "/rpc" && hasOwnOrigin(request.headers, this.#address);
    const session = own ? this.#sessions.find(request.headers) : null;
    if (!session) return refuseUpgrade(socket);
    this.#sockets.handleUpgrade(request, socket, head, (accepted) => {
      this.#windows += 1;
      session.windows += 1;
      const close = () => accepted.close(1008);
      this.#closersOf(session.id).add(close);
      accepted.on("close", () => {
        session.windows -= 1;
        session.lastUsedAtMs = this.#options.clock.now();
        this.#closersOf(session.id).delete(close);
      });
      const used = () => void (session.lastUsedAtMs = this.#options.clock.now());
      carrySocket(accepted, `window-${String(this.#windows)}`, this.#options.asked, used);
    });
  }

  #closersOf(sessionId: string): Set<() => void> {
    const closers = this.#closers.get(sessionId) ?? new Set();
    this.#closers.set(sessionId, closers);
    return closers;
  }
}

function refuse(response: ServerResponse): void {
  response.writeHead(403).end();
}

function refuseUpgrade(socket: Duplex): void {
  socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
}

async function readBody(request: IncomingMessage, longestBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > longestBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
