/** Users of an account and their long-term keys. */
import type { UserState } from "../kernel/state/iam.ts";
import type { World } from "../kernel/world.ts";

export interface UserKey {
  readonly secretAccessKey: string;
  readonly principal: { readonly accountId: string; readonly arn: string; readonly userId: string };
  readonly session: null;
}

/** An inactive key is as good as none. */
export function findUserKey(world: World, accessKeyId: string): UserKey | undefined {
  if (world.state.principals.size === 0) return undefined;
  for (const user of usersOf(world)) {
    const key = user.keys.find((each) => each.active && each.accessKeyId === accessKeyId);
    if (!key) continue;
    const principal = { accountId: world.accountId, arn: user.arn, userId: user.userId };
    return { secretAccessKey: key.secretAccessKey, principal, session: null };
  }
  return undefined;
}

export function* usersOf(world: World): Generator<UserState> {
  for (const principal of world.state.principals.values())
    if (principal.kind === "user") yield principal;
}
