import type { BennuErrorData } from "../errors.ts";
import type { ConnectionId } from "./ids.ts";

export type Environment = "prod" | "stage" | "dev" | "practice";

/** What the user says of a connection. Holds no credential: only where AWS's own files keep one. */
export interface Connection {
  readonly id: ConnectionId;
  readonly name: string;
  readonly kind: "aws" | "practice";
  /** A profile of the user's AWS files; null for the practice cloud. */
  readonly profile: string | null;
  readonly region: string;
  /** An AWS-compatible endpoint, over what the profile says; null for AWS itself. */
  readonly endpoint: string | null;
  readonly environment: Environment;
  /** A colour word of the theme: red, amber, green, blue, violet, grey. */
  readonly colour: string;
  readonly readOnly: boolean;
  /** How many earlier generations of each fleet are kept returnable; left out: three in practice, none elsewhere. */
  readonly promised?: number;
}

export type SyncPhase = "connecting" | "first-sync" | "ready" | "failed";

/** How a connection is doing. `error` is set while the newest try has failed; older facts stay, with their age. */
export interface ConnectionState {
  readonly connection: Connection;
  readonly phase: SyncPhase;
  readonly accountId: string | null;
  readonly principalArn: string | null;
  readonly error: BennuErrorData | null;
  readonly lastSyncAtMs: number | null;
  readonly callsPerMinute: number;
  /** Pages read so far in the first sync: progress, not a promise. */
  readonly pagesRead: number;
  /** The connection's clock: real for AWS; the practice cloud's own, which may run up to 600 times faster. */
  readonly clock: ClockReading;
  readonly counts: { readonly fleets: number; readonly servers: number; readonly images: number };
}

/** `nowMs` was the connection's time when the console's own clock said `wallMs`; it passes `speed` times as fast. */
export interface ClockReading {
  readonly nowMs: number;
  readonly wallMs: number;
  readonly speed: number;
}

export function clockAt(reading: ClockReading, wallMs: number): number {
  return reading.nowMs + (wallMs - reading.wallMs) * reading.speed;
}

/** What the console's own clock said when the connection's said `atMs`. */
export function wallAt(reading: ClockReading, atMs: number): number {
  return reading.wallMs - (reading.nowMs - atMs) / reading.speed;
}
