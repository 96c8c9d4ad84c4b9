/** A running server that somebody else has launched becomes a member: into the traffic, without hooks. */
import { tagServer } from "../../ec2/tags/tagging.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { World } from "../../kernel/world.ts";
import { openActivity } from "../activities.ts";
import { stamp } from "../stamps.ts";
import { beginService } from "./join-service.ts";

export function attachServer(world: World, group: GroupState, server: InstanceState): void {
  const activity = openActivity(world, group, {
    instanceId: server.id,
    description: `Attaching an existing EC2 instance: ${server.id}`,
    cause:
      `At ${stamp(world.nowMs)} an instance was added in response to user request. ` +
      `Keeping the capacity at the new ${group.desiredCapacity}.`,
    statusCode: "PreInService",
    progressPercent: 50,
    zone: server.zone,
    subnetId: server.subnetId,
  });
  const member = {
    instanceId: server.id,
    instanceType: server.instanceType,
    zone: server.zone,
    lifecycleState: "Pending" as const,
    healthStatus: "Healthy" as const,
    template: null,
    protectedFromScaleIn: false,
    joinedAtMs: world.nowMs,
    inServiceAtMs: null,
    activityId: activity.id,
  };
  server.groupName = group.name;
  tagServer(world, server, { "aws:autoscaling:groupName": group.name });
  group.members.push(member);
  beginService(world, group, member);
}
