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
