/** Security groups: made, found, and deleted when nothing depends on them any more. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { SecurityGroupState, VpcState } from "../../kernel/state/ec2/network.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import type { World } from "../../kernel/world.ts";

export function findSecurityGroup(world: World, id: string): SecurityGroupState {
  const group = world.state.securityGroups.get(id);
  if (group) return group;
  throw new PracticeError("InvalidGroup.NotFound", `The security group '${id}' does not exist`);
}

export function findVpc(world: World, id: string): VpcState {
  const vpc = world.state.vpcs.get(id);
  if (vpc) return vpc;
  throw new PracticeError("InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`);
}

export interface NewGroup {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly tags: Tags;
}

const ALLOWED = /^[\w .:\-/()#,@[\]+=&;{}!$*]{1,255}$/;

export function checkNewGroup(world: World, { name, description, vpcId }: NewGroup): void {
  if (name === "default") throw refused("Cannot use reserved security group name: default");
  if (/^sg-/i.test(name) || !ALLOWED.test(name))
    throw refused(`Value (${name}) for parameter GroupName is invalid.`);
  if (!ALLOWED.test(description))
    throw refused(`Value (${description}) for parameter GroupDescription is invalid.`);
  for (const group of world.state.securityGroups.values()) {
    if (group.name !== name || group.vpcId !== vpcId) continue;
    const words = `The security group '${name}' already exists for VPC '${vpcId}'`;
    throw new PracticeError("InvalidGroup.Duplicate", words);
  }
}

const refused = (words: string) => new PracticeError("InvalidParameterValue", words);

export function createSecurityGroup(world: World, order: NewGroup): SecurityGroupState {
  const group = { ...order, id: world.id("sg") };
  world.state.securityGroups.set(group.id, group);
  return group;
}

/** Servers hold on to their groups until they have ended, and so do rules of other groups that name it. */
export function checkMayDelete(world: World, group: SecurityGroupState): void {
  if (group.name === "default") {
    const words = `the specified group: "${group.id}" name: "default" cannot be deleted by a user`;
    throw new PracticeError("CannotDelete", words);
  }
  if (!isUsed(world, group.id)) return;
  const words = `resource ${group.id} has a dependent object`;
  throw new PracticeError("DependencyViolation", words);
}

function isUsed({ state }: World, id: string): boolean {
  for (const { state: life, securityGroupIds } of state.instances.values())
    if (life !== "terminated" && securityGroupIds.includes(id)) return true;
  for (const other of state.securityGroups.values()) {
    if (other.id === id) continue;
    if (other.rules?.some(({ source }) => source.kind === "group" && source.value === id))
      return true;
  }
  return false;
}
