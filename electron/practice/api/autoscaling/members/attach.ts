/** Servers become members that the group has not launched, and members become servers of their own again. */
import type {
  AttachInstancesQuery,
  DetachInstancesAnswer,
  DetachInstancesQuery,
} from "@aws-sdk/client-auto-scaling";
import { attachServer } from "../../../world/autoscaling/members/attach-server.ts";
import {
  findLivingGroup,
  membershipOf,
  validationError,
} from "../../../world/autoscaling/groups.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { checkBatch } from "../groups/limits.ts";
import { groupNameOf } from "../input.ts";
import { mustBe, namedMembers, sizesForbid } from "./named-members.ts";
import { takeOut } from "./take-out.ts";

const AT_ONCE = 20;

/** Raises the desired capacity by as many. No hooks are run. */
export function attachInstances(input: AttachInstancesQuery, { world }: CallContext): void {
  checkBatch("instances", input.InstanceIds, AT_ONCE);
  const group = findLivingGroup(world, groupNameOf(input));
  const servers = [...new Set(input.InstanceIds)].map((id) => attachable(world, group, id));
  if (group.desiredCapacity + servers.length > group.maxSize)
    throw sizesForbid(group, "attach", servers.length);
  group.desiredCapacity += servers.length;
  for (const server of servers) attachServer(world, group, server);
}

function attachable(world: World, group: GroupState, id: string): InstanceState {
  const server = world.state.instances.get(id);
  if (!server) throw validationError(`Invalid Instances found. Instance ${id} does not exist.`);
  const other = membershipOf(world, id, server.groupName);
  if (other)
    throw validationError(`Instance ${id} is already part of AutoScalingGroup:${other.group.name}`);
  if (server.state !== "running")
    throw validationError(`The instance ${id} is not in running state.`);
  if (!world.state.images.has(server.imageId))
    throw validationError(`The AMI ${server.imageId} of instance ${id} does not exist.`);
  if (!group.zones.includes(server.zone))
    throw validationError(
      `The instance ${id} is in ${server.zone}, which is not an Availability Zone of the group.`,
    );
  return server;
}

export function detachInstances(
  input: DetachInstancesQuery,
  { world }: CallContext,
): DetachInstancesAnswer {
  checkBatch("instances", input.InstanceIds, AT_ONCE);
  const group = findLivingGroup(world, groupNameOf(input));
  const members = namedMembers(group, input.InstanceIds);
  for (const member of members) mustBe(member, "InService", "Standby");
  return takeOut(world, group, members, {
    shrink: input.ShouldDecrementDesiredCapacity ?? false,
    state: "Detaching",
    wish: "detach",
    description: (id) => `Detaching EC2 instance: ${id}`,
    response: "detached",
  });
}
