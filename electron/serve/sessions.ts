/**
 * Sessions of the loopback host. A 256-bit token, good for one exchange, becomes a session whose secret lives in an
 * HttpOnly, SameSite=Strict cookie. A session ends when nobody has used it for a while. Nothing is written down.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export interface SessionClock {
  now(): number;
}

export interface BrowserSession {
  readonly id: string;
  lastUsedAtMs: number;
  /** Windows of this session that are connected now. */
  windows: number;
}

const idleMs = 30 * 60_000;
/** Even a connected window ends after this long without one request. */
const unattendedMs = 24 * 60 * 60_000;

export class Sessions {
  readonly token: string;
  readonly #secret: () => string;
  readonly #clock: SessionClock;
  readonly #cookieName: string;
  readonly #sessions = new Map<string, BrowserSession>();
  #tokenIsGood = true;

  /** `secret` gives 256 bits of the system's randomness as base64url text. Cookies are shared by all ports of a
   * host, so the port is in the name. */
  constructor(options: { secret: () => string; clock: SessionClock; port: number }) {
    this.#secret = options.secret;
    this.#clock = options.clock;
    this.#cookieName = `bennu-${String(options.port)}`;
    this.token = this.#secret();
  }

  /** The value of Set-Cookie, or null: the token is wrong or was used. */
  exchange(token: string): string | null {
    if (!this.#tokenIsGood || !equal(token, this.token)) return null;
    this.#tokenIsGood = false;
    const id = this.#secret();
    this.#sessions.set(digest(id), { id: digest(id), lastUsedAtMs: this.#clock.now(), windows: 0 });
    return `${this.#cookieName}=${id}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** The living session of the request's cookie, marked as used now. */
  find(headers: IncomingHttpHeaders): BrowserSession | null {
    this.endIdle();
    const session = this.#sessions.get(digest(cookieOf(headers.cookie ?? "", this.#cookieName)));
    if (session) session.lastUsedAtMs = this.#clock.now();
    return session ?? null;
  }

  /** Returns the ids of those that it ended. */
  endIdle(): readonly string[] {
    const now = this.#clock.now();
    const idle = [...this.#sessions.values()].filter((session) => isIdle(session, now));
    for (const session of idle) this.#sessions.delete(session.id);
    return idle.map((session) => session.id);
  }
}

function isIdle(session: BrowserSession, now: number): boolean {
  return now - session.lastUsedAtMs > (session.windows > 0 ? unattendedMs : idleMs);
}

function cookieOf(header: string, name: string): string {
  const pair = header.split(/;\s*/).find((text) => text.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? "";
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** In a time that says nothing about where they differ. */
function equal(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(digest(left)), Buffer.from(digest(right)));
}
