/** Security groups over the wire. */
import type {
  CreateSecurityGroupCommandInput,
  CreateSecurityGroupCommandOutput,
  DeleteSecurityGroupCommandInput,
  DeleteSecurityGroupCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  SecurityGroup,
} from "@aws-sdk/client-ec2";
import { rulesOf } from "../../../world/ec2/network/group-rules.ts";
import {
  checkMayDelete,
  checkNewGroup,
  createSecurityGroup,
  findSecurityGroup,
  findVpc,
} from "../../../world/ec2/network/security-groups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { SecurityGroupState } from "../../../world/kernel/state/ec2/network.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { tagsAtCreation } from "../images/tags-at-creation.ts";
import { pageOfList, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun, required, tagList } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { permissionsOf } from "./group-rule-shapes.ts";

const LIMITS = { least: 5, most: 1000 };

const FIELDS: FilterFields<SecurityGroupState> = {
  "group-id": (row) => [row.id],
  "group-name": (row) => [row.name],
  "vpc-id": (row) => [row.vpcId],
  description: (row) => [row.description],
  "ip-permission.cidr": (row) => sources(row, false, "ipv4"),
  "ip-permission.group-id": (row) => sources(row, false, "group"),
  "ip-permission.from-port": (row) => ports(row, false, "fromPort"),
  "ip-permission.to-port": (row) => ports(row, false, "toPort"),
  "ip-permission.protocol": (row) => rules(row, false).map(({ protocol }) => protocol),
  "egress.ip-permission.cidr": (row) => sources(row, true, "ipv4"),
  "egress.ip-permission.group-id": (row) => sources(row, true, "group"),
};

const rules = (row: SecurityGroupState, egress: boolean) =>
  rulesOf(row).filter((rule) => rule.egress === egress);
const sources = (row: SecurityGroupState, egress: boolean, kind: string) =>
  rules(row, egress).map(({ source }) => (source.kind === kind ? source.value : null));
const ports = (row: SecurityGroupState, egress: boolean, end: "fromPort" | "toPort") =>
  rules(row, egress).map((rule) => (rule[end] === null ? null : String(rule[end])));

export function DescribeSecurityGroups(
  input: DescribeSecurityGroupsCommandInput,
  { world }: CallContext,
): Reply<DescribeSecurityGroupsCommandOutput> {
  refuseDryRun(input);
  const names = input.GroupNames ?? [];
  refuseIdsWithPages([...(input.GroupIds ?? []), ...names], input, "groupIds");
  const owned = { ...FIELDS, "owner-id": () => [world.accountId] };
  const matches = matcher<SecurityGroupState>(input.Filters, owned, (group) => group.tags);
  const named = [
    ...(input.GroupIds ?? []).map((id) => findSecurityGroup(world, id)),
    ...names.map((name) => groupNamed(world, name)),
  ];
  const all = named.length > 0 ? named : [...world.state.securityGroups.values()];
  const { items, NextToken } = pageOfList(all.filter(matches), input, LIMITS);
  return { SecurityGroups: items.map((group) => groupShape(world, group)), NextToken };
}

function groupNamed(world: World, name: string): SecurityGroupState {
  for (const group of world.state.securityGroups.values()) if (group.name === name) return group;
  throw new PracticeError("InvalidGroup.NotFound", `The security group '${name}' does not exist`);
}

function groupShape(world: World, group: SecurityGroupState): SecurityGroup {
  return {
    GroupId: group.id,
    GroupName: group.name,
    Description: group.description,
    SecurityGroupArn: world.arn("ec2", `security-group/${group.id}`),
    VpcId: group.vpcId,
    OwnerId: world.accountId,
    IpPermissions: permissionsOf(world, rules(group, false)),
    IpPermissionsEgress: permissionsOf(world, rules(group, true)),
    Tags: tagList(group.tags),
  };
}

/** Without a network AWS takes the default one; the practice region has its first. */
export function CreateSecurityGroup(
  input: CreateSecurityGroupCommandInput,
  { world }: CallContext,
): Reply<CreateSecurityGroupCommandOutput> {
  const [first = ""] = world.state.vpcs.keys();
  const order = {
    name: required(input.GroupName, "GroupName"),
    description: required(input.Description, "GroupDescription"),
    vpcId: findVpc(world, input.VpcId ?? first).id,
    tags: tagsAtCreation(input.TagSpecifications, ["security-group"])["security-group"],
  };
  checkNewGroup(world, order);
  refuseDryRun(input);
  const { id, tags } = createSecurityGroup(world, order);
  const SecurityGroupArn = world.arn("ec2", `security-group/${id}`);
  return { GroupId: id, Tags: tagList(tags), SecurityGroupArn };
}

export function DeleteSecurityGroup(
  input: DeleteSecurityGroupCommandInput,
  { world }: CallContext,
): Reply<DeleteSecurityGroupCommandOutput> {
  const group =
    input.GroupId === undefined
      ? groupNamed(world, required(input.GroupName, "GroupId"))
      : findSecurityGroup(world, input.GroupId);
  checkMayDelete(world, group);
  refuseDryRun(input);
  world.state.securityGroups.delete(group.id);
  return { Return: true, GroupId: group.id };
}
