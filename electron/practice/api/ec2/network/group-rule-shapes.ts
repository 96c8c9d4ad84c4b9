/** Rules of security groups between AWS's two forms: permissions with many places, and single rules. */
import type { IpPermission, SecurityGroupRule } from "@aws-sdk/client-ec2";
import type { NewRule } from "../../../world/ec2/network/group-rules.ts";
import type {
  SecurityGroupRuleState,
  SecurityGroupState,
} from "../../../world/kernel/state/ec2/network.ts";
import type { World } from "../../../world/kernel/world.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";

type Source = NewRule["source"];

const PROTOCOLS: Readonly<Record<string, string>> = {
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
  all: "-1",
};

export function rulesOfPermissions(
  permissions: readonly IpPermission[],
  egress: boolean,
): readonly NewRule[] {
  return permissions.flatMap((permission) =>
    placesOf(permission).map(({ description, ...source }) => ({
      egress,
      ...portsOf(permission),
      source,
      description: description ?? null,
    })),
  );
}

function portsOf({ IpProtocol: given = "-1", FromPort: from, ToPort: to }: IpPermission) {
  const lower = given.toLowerCase();
  const protocol = PROTOCOLS[lower] ?? lower;
  if (protocol === "-1") return { protocol, fromPort: null, toPort: null };
  if ((protocol === "tcp" || protocol === "udp") && (from === undefined || to === undefined)) {
    const words = `The port range is missing for the protocol ${protocol}.`;
    throw new PracticeError("MissingParameter", words);
  }
  if (from !== undefined && to !== undefined && from > to && protocol !== "icmp") {
    const words = `Invalid value 'Invalid port range.' for portRange.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  return { protocol, fromPort: from ?? null, toPort: to ?? null };
}

type Place = Source & { readonly description?: string | undefined };

function placesOf(permission: IpPermission): readonly Place[] {
  const places: Place[] = [];
  const add = (kind: Source["kind"], value: string | undefined, description: string | undefined) =>
    value !== undefined && places.push({ kind, value, description });
  for (const each of permission.IpRanges ?? []) add("ipv4", each.CidrIp, each.Description);
  for (const each of permission.Ipv6Ranges ?? []) add("ipv6", each.CidrIpv6, each.Description);
  for (const each of permission.UserIdGroupPairs ?? [])
    add("group", each.GroupId, each.Description);
  for (const each of permission.PrefixListIds ?? [])
    add("prefix-list", each.PrefixListId, each.Description);
  return places;
}

/** Rules for the same ports together, as DescribeSecurityGroups shows them. */
export function permissionsOf(
  world: World,
  rules: readonly SecurityGroupRuleState[],
): IpPermission[] {
  const byPorts = new Map<string, SecurityGroupRuleState[]>();
  for (const rule of rules) {
    const key = `${rule.protocol}|${rule.fromPort}|${rule.toPort}`;
    byPorts.set(key, [...(byPorts.get(key) ?? []), rule]);
  }
  return [...byPorts.values()].map((together) => permissionOf(world, together));
}

function permissionOf(world: World, rules: readonly SecurityGroupRuleState[]): IpPermission {
  const [first] = rules;
  const of = (kind: Source["kind"]) =>
    rules
      .filter(({ source }) => source.kind === kind)
      .map(({ source, description }) => ({
        value: source.value,
        Description: description ?? undefined,
      }));
  return {
    IpProtocol: first?.protocol,
    FromPort: first?.fromPort ?? undefined,
    ToPort: first?.toPort ?? undefined,
    IpRanges: of("ipv4").map(({ value: CidrIp, ...rest }) => ({ CidrIp, ...rest })),
    Ipv6Ranges: of("ipv6").map(({ value: CidrIpv6, ...rest }) => ({ CidrIpv6, ...rest })),
    UserIdGroupPairs: of("group").map(({ value: GroupId, ...rest }) => ({
      GroupId,
      UserId: world.accountId,
      ...rest,
    })),
    PrefixListIds: of("prefix-list").map(({ value: PrefixListId, ...rest }) => ({
      PrefixListId,
      ...rest,
    })),
  };
}

export function ruleShape(
  world: World,
  group: SecurityGroupState,
  rule: SecurityGroupRuleState,
): SecurityGroupRule {
  return {
    SecurityGroupRuleId: rule.id,
    SecurityGroupRuleArn: world.arn("ec2", `security-group-rule/${rule.id}`),
    GroupId: group.id,
    GroupOwnerId: world.accountId,
    IsEgress: rule.egress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort ?? -1,
    ToPort: rule.toPort ?? -1,
    Description: rule.description ?? undefined,
    ...sourceShape(world, rule.source),
    Tags: [],
  };
}

function sourceShape(world: World, { kind, value }: Source): SecurityGroupRule {
  switch (kind) {
    case "ipv4":
      return { CidrIpv4: value };
    case "ipv6":
      return { CidrIpv6: value };
    case "prefix-list":
      return { PrefixListId: value };
    case "group":
      return { ReferencedGroupInfo: { GroupId: value, UserId: world.accountId } };
  }
}
