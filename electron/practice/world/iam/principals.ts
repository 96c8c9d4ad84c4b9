/** Users and roles of an account, made by hand: for lessons, tests and the stand-alone server. */
import type { NamedPolicy, RoleState, UserState } from "../kernel/state/iam.ts";
import type { World } from "../kernel/world.ts";
import { readPolicy } from "./policy-document.ts";

export type PolicyText = string | object;

export interface UserWish {
  readonly name: string;
  /** By their names; absent: everything is allowed. */
  readonly policies?: Readonly<Record<string, PolicyText>>;
  readonly boundary?: PolicyText;
  readonly keys?: UserState["keys"];
  readonly mfaDevices?: UserState["mfaDevices"];
  readonly tags?: Readonly<Record<string, string>>;
}

/** The operator of an account has this name; without a row of its own it may do everything. */
export const OPERATOR_NAME = "practice-operator";

export interface RoleWish {
  readonly name: string;
  readonly trust: PolicyText;
  readonly policies?: Readonly<Record<string, PolicyText>>;
  readonly boundary?: PolicyText;
  /** An hour unless said. */
  readonly maxSessionSeconds?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export function putUser(world: World, wish: UserWish): UserState {
  const arn = `arn:aws:iam::${world.accountId}:user/${wish.name}`;
  const user: UserState = {
    kind: "user",
    arn,
    name: wish.name.split("/").at(-1) ?? wish.name,
    userId: `AIDA${idOf(arn)}`,
    keys: wish.keys ?? [],
    policies: namedPolicies(wish.policies),
    boundary: wish.boundary === undefined ? null : namedPolicy("boundary", wish.boundary),
    mfaDevices: wish.mfaDevices ?? [],
    tags: wish.tags ?? {},
  };
  world.state.principals.set(arn, user);
  return user;
}

export function putRole(world: World, wish: RoleWish): RoleState {
  const arn = `arn:aws:iam::${world.accountId}:role/${wish.name}`;
  const role: RoleState = {
    kind: "role",
    arn,
    name: wish.name.split("/").at(-1) ?? wish.name,
    roleId: `AROA${idOf(arn)}`,
    trust: namedPolicy("trust", wish.trust).document,
    maxSessionSeconds: wish.maxSessionSeconds ?? 3600,
    policies: namedPolicies(wish.policies),
    boundary: wish.boundary === undefined ? null : namedPolicy("boundary", wish.boundary),
    tags: wish.tags ?? {},
  };
  world.state.principals.set(arn, role);
  return role;
}

export function putInstanceProfile(world: World, name: string, roleArn: string): void {
  const arn = `arn:aws:iam::${world.accountId}:instance-profile/${name}`;
  const short = name.split("/").at(-1) ?? name;
  world.state.instanceProfiles.set(short, { arn, name: short, id: `AIPA${idOf(arn)}`, roleArn });
}

/** An instance profile that nobody made hands on the role of its own name, as AWS's console makes both at once. */
export function roleOfProfile(world: World, profile: string): string {
  const name = profile.split("/").at(-1) ?? profile;
  const known = world.state.instanceProfiles.get(name);
  return known?.roleArn ?? `arn:aws:iam::${world.accountId}:role/${name}`;
}

const namedPolicies = (policies: Readonly<Record<string, PolicyText>> | undefined) =>
  policies === undefined
    ? null
    : Object.entries(policies).map(([name, text]) => namedPolicy(name, text));

/** Throws MalformedPolicyDocument for a text that isn't one. */
function namedPolicy(name: string, text: PolicyText): NamedPolicy {
  const document = typeof text === "string" ? text : JSON.stringify(text);
  readPolicy(document);
  return { name, document };
}

/** Always the same for a name: making a principal draws no chance. */
function idOf(arn: string): string {
  let hash = 0x811c9dc5;
  let id = "";
  while (id.length < 17) {
    for (const char of arn) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
    id += hash.toString(36).toUpperCase();
  }
  return id.slice(0, 17);
}
