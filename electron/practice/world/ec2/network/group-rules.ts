/** Rules of security groups, one for each place that something may come from or go to. */
import { createHash } from "node:crypto";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { SecurityGroupRuleState, SecurityGroupState } from "../../kernel/state/ec2/network.ts";
import type { World } from "../../kernel/world.ts";

export type NewRule = Omit<SecurityGroupRuleState, "id">;

/** A new group lets everything out and nothing in. */
export function rulesOf(group: SecurityGroupState): readonly SecurityGroupRuleState[] {
  return group.rules ?? [allOut(group)];
}

function allOut({ id }: SecurityGroupState): SecurityGroupRuleState {
  const digest = createHash("sha256").update(id).digest("hex");
  return {
    id: `sgr-0${digest.slice(0, 16)}`,
    egress: true,
    protocol: "-1",
    fromPort: null,
    toPort: null,
    source: { kind: "ipv4", value: "0.0.0.0/0" },
    description: null,
  };
}

export function checkNewRules(group: SecurityGroupState, rules: readonly NewRule[]): void {
  const known = rulesOf(group);
  const twice = rules.find((rule, at) =>
    [...known, ...rules.slice(0, at)].some((other) => isSame(rule, other)),
  );
  if (!twice) return;
  const words = `the specified rule "peer: ${twice.source.value}, ${inWords(twice)}, ALLOW" already exists`;
  throw new PracticeError("InvalidPermission.Duplicate", words);
}

function inWords({ protocol, fromPort, toPort }: NewRule): string {
  if (protocol === "-1") return "ALL";
  return `${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`;
}

export function addRules(
  world: World,
  group: SecurityGroupState,
  rules: readonly NewRule[],
): readonly SecurityGroupRuleState[] {
  const added = rules.map((rule) => ({ ...rule, id: world.id("sgr") }));
  group.rules = [...rulesOf(group), ...added];
  return added;
}

/** The group's rules that say the same as these; throws if one of these is not among them. */
export function rulesLike(
  group: SecurityGroupState,
  wanted: readonly NewRule[],
): readonly SecurityGroupRuleState[] {
  return wanted.map((rule) => {
    const found = rulesOf(group).find((each) => isSame(rule, each));
    if (found) return found;
    const words = "The specified rule does not exist in this security group.";
    throw new PracticeError("InvalidPermission.NotFound", words);
  });
}

export function ruleById(group: SecurityGroupState, id: string): SecurityGroupRuleState {
  const found = rulesOf(group).find((rule) => rule.id === id);
  if (found) return found;
  const words = `The security group rule ID '${id}' does not exist`;
  throw new PracticeError("InvalidSecurityGroupRuleId.NotFound", words);
}

export function removeRules(
  group: SecurityGroupState,
  gone: readonly SecurityGroupRuleState[],
): void {
  group.rules = rulesOf(group).filter((rule) => !gone.includes(rule));
}

function isSame(a: NewRule, b: NewRule): boolean {
  return (
    a.egress === b.egress &&
    a.protocol === b.protocol &&
    a.fromPort === b.fromPort &&
    a.toPort === b.toPort &&
    a.source.kind === b.source.kind &&
    a.source.value === b.source.value
  );
}
