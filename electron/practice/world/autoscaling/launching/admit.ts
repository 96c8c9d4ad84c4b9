/** A server that was launched becomes a member of its group, pending, with an activity that tells why. */
import { findTemplate, findVersion } from "../../ec2/launch-templates/templates.ts";
import type { GroupState, GroupTemplate, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { openActivity } from "../activities.ts";
import { unitsOf } from "../groups.ts";
import type { LaunchChoice } from "../sources/choices.ts";

export interface Launched {
  readonly instanceId: string;
  readonly zone: string;
  readonly subnetId: string;
  readonly choice: LaunchChoice;
}

/** The units of capacity that it brings. */
export function admit(world: World, group: GroupState, launched: Launched, cause: string): number {
  const { instanceId, zone, subnetId } = launched;
  const activity = openActivity(world, group, {
    instanceId,
    description: `Launching a new EC2 instance: ${instanceId}`,
    cause,
    statusCode: "PreInService",
    progressPercent: 30,
    zone,
    subnetId,
  });
  const member = pendingMember(world, launched, activity.id);
  group.members.push(member);
  return unitsOf(member);
}

export function pendingMember(
  world: World,
  { instanceId, zone, choice }: Launched,
  activityId: string | null,
): MemberState {
  return {
    lifecycleState: "Pending",
    healthStatus: "Healthy",
    protectedFromScaleIn: false,
    joinedAtMs: world.nowMs,
    inServiceAtMs: null,
    instanceId,
    zone,
    instanceType: world.state.instances.get(instanceId)?.instanceType ?? "",
    template: choice.template && resolved(world, choice.template),
    activityId,
    ...marksOf(choice),
  };
}

function resolved(world: World, { id, name, version }: GroupTemplate): GroupTemplate {
  const number = findVersion(findTemplate(world, { id }), version).version;
  return { id, name, version: String(number) };
}

/** Only what sets it apart from an ordinary member. */
const marksOf = ({ weight, isSpot, launchConfigurationName: name, data }: LaunchChoice) => ({
  ...(weight === null ? {} : { weight }),
  ...(isSpot ? { isSpot } : {}),
  ...(name === null ? {} : { launchConfigurationName: name }),
  ...(name === null && data.ImageId !== undefined ? { imageId: data.ImageId } : {}),
});
