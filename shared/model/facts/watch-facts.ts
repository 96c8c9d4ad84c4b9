/** What gates look at: alarms, EC2's own checks, the answer of a service. Facts as they were read, no judgement. */
import type { ServerId } from "../ids.ts";

export interface AlarmFact {
  readonly name: string;
  /** AWS's: OK, ALARM, INSUFFICIENT_DATA. */
  readonly state: string;
  /** AWS's words for how it came to its state; "" if it gives none. */
  readonly reason: string;
  /** When it came to its state; null: AWS doesn't say. */
  readonly sinceMs: number | null;
}

/** AWS's: ok, impaired, insufficient-data, not-applicable, initializing. */
export interface StatusCheckFact {
  readonly serverId: ServerId;
  readonly system: string;
  readonly instance: string;
}

export type HttpAnswer =
  | { readonly kind: "answered"; readonly status: number }
  /** No answer came: why, in words. */
  | { readonly kind: "none"; readonly reason: string };
