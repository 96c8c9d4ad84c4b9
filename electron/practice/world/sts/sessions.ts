/** Sessions of assumed roles: temporary keys that the wire accepts until they end, in wall time. */
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
}

export interface SessionOrder {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly expiresAtWallMs: number;
}

const keyOf = (accessKeyId: string) => `sts-session|${accessKeyId}`;

export function findSession(world: World, accessKeyId: string): Session | undefined {
  return world.state.loose.get(keyOf(accessKeyId)) as unknown as Session | undefined;
}

export function openSession(world: World, order: SessionOrder): Session {
  const accessKeyId = `ASIA${world.chance.hex(16).toUpperCase()}`;
  const session: Session = {
    accessKeyId,
    secretAccessKey: world.chance.hex(40),
    principal: principalOf(world, order),
    session: { token: world.chance.hex(128), expiresAtWallMs: order.expiresAtWallMs },
  };
  world.state.loose.set(keyOf(accessKeyId), session as unknown as Json);
  return session;
}

/** `arn:aws:iam::123456789012:role/path/name` becomes the account's `assumed-role/name/session`. */
function principalOf(world: World, order: SessionOrder): SessionPrincipal {
  const accountId = order.roleArn.split(":")[4] ?? world.accountId;
  const role = order.roleArn.split("/").at(-1) ?? "";
  const resource = `assumed-role/${role}/${order.sessionName}`;
  return {
    accountId,
    arn: `arn:aws:sts::${accountId}:${resource}`,
    userId: `AROA${world.chance.hex(17).toUpperCase()}:${order.sessionName}`,
  };
}
