/** Sessions: temporary keys that the wire accepts until they end, in wall time, of a role or of a user. */
import type { World } from "../kernel/world.ts";
import type { Json } from "../kernel/json.ts";

export interface SessionPrincipal {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
}

export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly principal: SessionPrincipal;
  readonly session: { readonly token: string; readonly expiresAtWallMs: number };
  /** The role or the user whose permissions it has. Sessions saved before this was kept have none. */
  readonly of?: string;
  /** Documents that narrow it down. */
  readonly policies?: readonly string[];
  readonly issuedAtWallMs?: number;
  /** Null: begun without MFA. */
  readonly mfaAtWallMs?: number | null;
}

export interface SessionOrder {
  readonly principal: SessionPrincipal;
  readonly of: string;
  readonly policies: readonly string[];
  readonly issuedAtWallMs: number;
  readonly expiresAtWallMs: number;
  readonly mfaAtWallMs: number | null;
}

const keyOf = (accessKeyId: string) => `sts-session|${accessKeyId}`;

export function findSession(world: World, accessKeyId: string): Session | undefined {
  if (!accessKeyId.startsWith("ASIA")) return undefined;
  return world.state.loose.get(keyOf(accessKeyId)) as unknown as Session | undefined;
}

export function openSession(world: World, order: SessionOrder): Session {
  const { expiresAtWallMs, ...rest } = order;
  const accessKeyId = `ASIA${world.chance.hex(16).toUpperCase()}`;
  const session: Session = {
    ...rest,
    accessKeyId,
    secretAccessKey: world.chance.hex(40),
    session: { token: world.chance.hex(128), expiresAtWallMs },
  };
  world.state.loose.set(keyOf(accessKeyId), session as unknown as Json);
  return session;
}

/** `arn:aws:iam::123456789012:role/path/name` becomes the account's `assumed-role/name/session`. */
export function roleSessionPrincipal(
  roleArn: string,
  roleId: string,
  sessionName: string,
): SessionPrincipal {
  const accountId = roleArn.split(":")[4] ?? "";
  const role = roleArn.split("/").at(-1) ?? "";
  return {
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${sessionName}`,
    userId: `${roleId}:${sessionName}`,
  };
}
