/**
 * The one error class of Bennu and its codes. Expected outcomes are values (a refusal, a declined
 * confirmation); this is for what went wrong. Crosses the bridge as `BennuErrorData`.
 */
export type ErrorCode =
  | "credentials-missing"
  | "credentials-expired"
  | "access-denied"
  | "network-unreachable"
  | "endpoint-nonsense"
  | "throttled"
  | "not-found"
  | "already-exists"
  | "conflict"
  | "invalid-input"
  | "no-capacity"
  | "quota-reached"
  | "outcome-unknown"
  | "read-only"
  | "refused"
  | "aborted"
  | "practice-escape"
  | "journal-locked"
  | "journal-damaged"
  | "profile-unreadable"
  | "recipe-invalid"
  | "contract-violated"
  | "aws-error"
  | "internal";

/** `never`: the same call fails again. `later`: worth another try as it is. `look`: the effect may have happened. */
export type Retry = "never" | "later" | "look";

export interface BennuErrorData {
  readonly code: ErrorCode;
  /** What happened, what it means for the fleet, what to do. For people. */
  readonly message: string;
  /** Facts for the curious: AWS's own code and request id, file and line. Never a secret. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  readonly retry: Retry;
}

export class BennuError extends Error implements BennuErrorData {
  readonly code: ErrorCode;
  readonly details: BennuErrorData["details"];
  readonly retry: Retry;

  constructor(data: Omit<BennuErrorData, "details" | "retry"> & Partial<BennuErrorData>) {
    super(data.message);
    this.name = "BennuError";
    this.code = data.code;
    this.details = data.details ?? {};
    this.retry = data.retry ?? "never";
  }

  toData(): BennuErrorData {
    return { code: this.code, message: this.message, details: this.details, retry: this.retry };
  }
}

export function toErrorData(error: unknown): BennuErrorData {
  if (error instanceof BennuError) return error.toData();
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", message, details: {}, retry: "never" };
}
