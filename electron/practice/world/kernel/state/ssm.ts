/** Systems Manager's part of the world's state. Plain data. Times are virtual epoch ms. */
export type ParameterTypeName = "String" | "StringList" | "SecureString";

/** One of a parameter's versions: AWS keeps the newest hundred. */
export interface ParameterVersionState {
  readonly version: number;
  /** In plain text, also of a SecureString: only the wire hides it. */
  readonly value: string;
  readonly type: ParameterTypeName;
  readonly dataType: string;
  readonly tier: "Standard" | "Advanced";
  /** Of a SecureString alone. */
  readonly keyId: string | null;
  readonly description: string | null;
  readonly allowedPattern: string | null;
  readonly modifiedAtMs: number;
  readonly modifiedBy: string;
  labels: string[];
}

export interface ParameterState {
  readonly name: string;
  /** Oldest first; never empty. */
  versions: ParameterVersionState[];
  tags: Record<string, string>;
}

export type InvocationStatusName =
  | "Pending"
  | "Delayed"
  | "InProgress"
  | "Success"
  | "Failed"
  | "TimedOut"
  | "Cancelling"
  | "Cancelled";

/** A command on one of its servers. */
export interface InvocationState {
  readonly instanceId: string;
  /** Its name at the time. */
  readonly instanceName: string;
  status: InvocationStatusName;
  /** What AWS calls it in detail, e.g. `DeliveryTimedOut`. */
  details: string;
  startedAtMs: number | null;
  endedAtMs: number | null;
  /** -1 until the script has ended by itself. */
  code: number;
  /** Cut where AWS cuts them. */
  out: string;
  err: string;
  /** Which boot of the server it runs in. */
  boot: number;
  /** What its script leaves on the disk; null: nothing new. */
  contentsId: string | null;
  healthy: boolean | null;
}

export interface CommandState {
  readonly id: string;
  readonly document: string;
  readonly comment: string;
  readonly script: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly targets: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** As asked for; empty when only targets were named. */
  readonly instanceIds: readonly string[];
  readonly timeoutSeconds: number;
  readonly executionSeconds: number;
  readonly maxConcurrency: string;
  readonly maxErrors: string;
  readonly requestedAtMs: number;
  isCancelled: boolean;
  /** Keyed by instance id, in the order in which they are sent out. */
  invocations: Record<string, InvocationState>;
}
