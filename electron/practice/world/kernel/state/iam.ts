/** What an account knows of identity: users, roles, instance profiles, policies and MFA devices. */
export interface NamedPolicy {
  readonly name: string;
  /** The document's text, as it was given. */
  readonly document: string;
}

export interface UserKeyState {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly active: boolean;
}

export interface MfaDeviceState {
  readonly serialNumber: string;
  /** Base32, as an authenticator app takes it. */
  readonly secret: string;
}

export interface UserState {
  readonly kind: "user";
  readonly arn: string;
  readonly name: string;
  readonly userId: string;
  readonly keys: readonly UserKeyState[];
  /** Null: everything is allowed. */
  readonly policies: readonly NamedPolicy[] | null;
  readonly boundary: NamedPolicy | null;
  readonly mfaDevices: readonly MfaDeviceState[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface RoleState {
  readonly kind: "role";
  readonly arn: string;
  readonly name: string;
  readonly roleId: string;
  readonly trust: string;
  readonly maxSessionSeconds: number;
  /** Null: everything is allowed. */
  readonly policies: readonly NamedPolicy[] | null;
  readonly boundary: NamedPolicy | null;
  readonly tags: Readonly<Record<string, string>>;
}

export type PrincipalState = UserState | RoleState;

export interface InstanceProfileState {
  readonly arn: string;
  readonly name: string;
  readonly id: string;
  readonly roleArn: string;
}

/** Of a bucket of request tokens, in virtual time. */
export interface BudgetState {
  readonly tokens: number;
  readonly atMs: number;
}
