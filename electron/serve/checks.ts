/**
 * Who may talk to the loopback host. Exact matches only: what is not precisely this console's own page is refused,
 * whatever it resembles. Pages of other sites reach a loopback port by DNS rebinding or plain requests; the Host
 * and Origin of those are never these.
 */
import type { IncomingHttpHeaders } from "node:http";

export interface Address {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
}

export function addressOf(port: number): Address {
  return { host: `127.0.0.1:${String(port)}`, origin: `http://127.0.0.1:${String(port)}` };
}

/** For every request. A plain navigation carries no Origin; whatever carries one must carry ours. */
export function isFromOwnPage(headers: IncomingHttpHeaders, address: Address): boolean {
  if (headers.host !== address.host) return false;
  if (headers.origin !== undefined && headers.origin !== address.origin) return false;
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
}

/** For what changes something and for the WebSocket: the Origin must be there and be ours. */
export function hasOwnOrigin(headers: IncomingHttpHeaders, address: Address): boolean {
  return isFromOwnPage(headers, address) && headers.origin === address.origin;
}
