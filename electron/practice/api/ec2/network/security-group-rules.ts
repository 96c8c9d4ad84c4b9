/** Rules of security groups over the wire: allowed, taken back, listed. */
import type {
  AuthorizeSecurityGroupEgressCommandInput,
  AuthorizeSecurityGroupEgressCommandOutput,
  AuthorizeSecurityGroupIngressCommandInput,
  AuthorizeSecurityGroupIngressCommandOutput,
  DescribeSecurityGroupRulesCommandInput,
  DescribeSecurityGroupRulesCommandOutput,
  IpPermission,
  RevokeSecurityGroupEgressCommandInput,
  RevokeSecurityGroupIngressCommandInput,
} from "@aws-sdk/client-ec2";
import {
  addRules,
  checkNewRules,
  removeRules,
  ruleById,
  rulesLike,
  rulesOf,
} from "../../../world/ec2/network/group-rules.ts";
import { findSecurityGroup } from "../../../world/ec2/network/security-groups.ts";
import type {
  SecurityGroupRuleState,
  SecurityGroupState,
} from "../../../world/kernel/state/ec2/network.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfList, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun, required, requiredList } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { ruleShape, rulesOfPermissions } from "./group-rule-shapes.ts";

type Authorize =
  | AuthorizeSecurityGroupIngressCommandInput
  | AuthorizeSecurityGroupEgressCommandInput;
type Revoke = RevokeSecurityGroupIngressCommandInput | RevokeSecurityGroupEgressCommandInput;

export const AuthorizeSecurityGroupIngress = (
  input: AuthorizeSecurityGroupIngressCommandInput,
  call: CallContext,
): Reply<AuthorizeSecurityGroupIngressCommandOutput> => authorize(input, call, false);

export const AuthorizeSecurityGroupEgress = (
  input: AuthorizeSecurityGroupEgressCommandInput,
  call: CallContext,
): Reply<AuthorizeSecurityGroupEgressCommandOutput> => authorize(input, call, true);

function authorize(input: Authorize, { world }: CallContext, egress: boolean) {
  const group = findSecurityGroup(world, required(input.GroupId, "GroupId"));
  const wanted = rulesOfPermissions(permissionsIn(input), egress);
  requiredList(wanted, "IpPermissions");
  for (const { source } of wanted)
    if (source.kind === "group") findSecurityGroup(world, source.value);
  checkNewRules(group, wanted);
  refuseDryRun(input);
  const added = addRules(world, group, wanted);
  return { Return: true, SecurityGroupRules: added.map((rule) => ruleShape(world, group, rule)) };
}

/** The older form names a single place by members of the request itself. */
function permissionsIn(input: Authorize | Revoke): readonly IpPermission[] {
  const { CidrIp, IpProtocol, FromPort, ToPort, IpPermissions = [] } = input;
  if (CidrIp === undefined) return IpPermissions;
  return [...IpPermissions, { IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }];
}

export const RevokeSecurityGroupIngress = (
  input: RevokeSecurityGroupIngressCommandInput,
  call: CallContext,
) => revoke(input, call, false);

export const RevokeSecurityGroupEgress = (
  input: RevokeSecurityGroupEgressCommandInput,
  call: CallContext,
) => revoke(input, call, true);

function revoke(input: Revoke, { world }: CallContext, egress: boolean) {
  const group = findSecurityGroup(world, required(input.GroupId, "GroupId"));
  const gone = [
    ...(input.SecurityGroupRuleIds ?? []).map((id) => ruleById(group, id)),
    ...rulesLike(group, rulesOfPermissions(permissionsIn(input), egress)),
  ];
  requiredList(gone, "IpPermissions");
  refuseDryRun(input);
  removeRules(group, gone);
  return { Return: true };
}

interface RuleRow {
  readonly group: SecurityGroupState;
  readonly rule: SecurityGroupRuleState;
}

const FIELDS: FilterFields<RuleRow> = {
  "group-id": ({ group }) => [group.id],
  "security-group-rule-id": ({ rule }) => [rule.id],
};

export function DescribeSecurityGroupRules(
  input: DescribeSecurityGroupRulesCommandInput,
  { world }: CallContext,
): Reply<DescribeSecurityGroupRulesCommandOutput> {
  refuseDryRun(input);
  const ids = input.SecurityGroupRuleIds ?? [];
  refuseIdsWithPages(ids, input, "securityGroupRuleIds");
  const matches = matcher(input.Filters, FIELDS);
  const rows = [...world.state.securityGroups.values()].flatMap((group) =>
    rulesOf(group).map((rule) => ({ group, rule })),
  );
  const named = rows.filter(({ rule }) => ids.length === 0 || ids.includes(rule.id));
  const { items, NextToken } = pageOfList(named.filter(matches), input, { least: 5, most: 1000 });
  return {
    SecurityGroupRules: items.map(({ group, rule }) => ruleShape(world, group, rule)),
    NextToken,
  };
}
