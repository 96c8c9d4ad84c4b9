/**
 * The ReplaceRootVolume strategy: members keep their servers and get new root volumes. A member is out of service
 * from ReplacingRootVolume until it has joined again; one whose replacement fails is ended and replaced.
 */
import { replaceRootVolume } from "../../ec2/root-volume/root-volume.ts";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState, GroupTemplate, MemberState } from "../../kernel/state/autoscaling.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { closeActivity } from "../activities.ts";
import { imageOverride } from "../group-template.ts";
import { isSuspended, membershipOf } from "../groups.ts";
import { beginMove, beginTermination } from "../members/end-members.ts";
import { beginHooks } from "../members/hooks.ts";
import { memberRuns } from "../members/join-service.ts";
import { stamp } from "../stamps.ts";
import { wantedConfiguration, wantedTemplate } from "./matching.ts";
import { windowOf } from "./rolling.ts";
import type { Step } from "./rolling.ts";

type Due = { readonly name: string; readonly id: string };
/** A look at a replacement that is under way. */
export const rootVolumeDue = timerKind<Due>("as.root-volume");

const LOOK_EVERY_MS = 5000;
const REJOIN_MS = 4000;

/** At least one at a time, as nothing can be launched in its place. */
export function replaceRootVolumes({ world, group, refresh, census, quota }: Step): void {
  if (isSuspended(group, "Terminate") || isSuspended(group, "Launch")) return;
  const template = wantedTemplate(world, group, refresh);
  if (!template) return;
  const least = Math.min(windowOf(world, group, refresh).least, group.desiredCapacity - 1);
  const ready = census.replaceable.filter((member) => member.lifecycleState === "InService");
  const count = Math.min(quota, Math.max(0, census.units.healthy - least));
  const { mixedInstancesPolicy } = wantedConfiguration(group, refresh);
  for (const member of ready.slice(0, count)) {
    const imageId =
      imageOverride(mixedInstancesPolicy, member.instanceType) ?? imageOf(world, template);
    begin(world, group, member, { template, imageId });
  }
}

function imageOf(world: World, { id, version }: GroupTemplate): string {
  const versions = world.state.templates.get(id)?.versions ?? [];
  return versions.find((each) => String(each.version) === version)?.data.ImageId ?? "";
}

interface Wish {
  readonly template: GroupTemplate;
  readonly imageId: string;
}

function begin(world: World, group: GroupState, member: MemberState, wish: Wish): void {
  const cause = `At ${stamp(world.nowMs)} a root volume was replaced in response to an instance refresh.`;
  const description = `Replacing root volume of EC2 instance: ${member.instanceId}`;
  beginMove(world, group, member, { description, cause });
  member.rootVolume = { ...wish, beganAtMs: world.nowMs, taskId: null };
  member.lifecycleState = "ReplacingRootVolume";
  if (!beginHooks(world, group, member)) orderTask(world, group, member);
}

/** The hooks of the member are answered. */
export function proceedWithRoot(world: World, group: GroupState, member: MemberState): void {
  member.lifecycleState = "ReplacingRootVolume:Proceed";
  orderTask(world, group, member);
}

function orderTask(world: World, group: GroupState, member: MemberState): void {
  const change = member.rootVolume;
  if (!change) return;
  try {
    const order = { instanceId: member.instanceId, imageId: change.imageId, snapshotId: null };
    change.taskId = replaceRootVolume(world, { ...order, deleteReplaced: true, tags: {} }).id;
    world.after(rootVolumeDue, LOOK_EVERY_MS, { name: group.name, id: member.instanceId });
  } catch (error) {
    if (!(error instanceof PracticeError)) throw error;
    giveUp(world, group, member, error.message);
  }
}

export function lookAtRoot(world: World, due: Due): void {
  const found = membershipOf(world, due.id, due.name);
  const change = found?.member.rootVolume;
  if (!found || !change) return;
  const { group, member } = found;
  if (member.lifecycleState === "RootVolumeReplaced") return rejoin(world, group, member);
  if (!member.lifecycleState.startsWith("ReplacingRootVolume")) return;
  const state = world.state.rootVolumeTasks.get(change.taskId ?? "")?.state ?? "failed";
  if (state === "succeeded") return settle(world, member, due);
  if (state.startsWith("fail")) return giveUp(world, group, member, "The task has failed.");
  world.after(rootVolumeDue, LOOK_EVERY_MS, due);
}

function settle(world: World, member: MemberState, due: Due): void {
  member.lifecycleState = "RootVolumeReplaced";
  member.template = member.rootVolume?.template ?? member.template;
  world.after(rootVolumeDue, REJOIN_MS, due);
}

/** As a new server would: hooks of a launch, then in service. */
function rejoin(world: World, group: GroupState, member: MemberState): void {
  member.lifecycleState = "Pending";
  member.inServiceAtMs = null;
  memberRuns(world, group, member);
}

function giveUp(world: World, group: GroupState, member: MemberState, why: string): void {
  closeActivity(world, member.activityId, "Failed", `Replacing the root volume failed. ${why}`);
  const cause = `At ${stamp(world.nowMs)} an instance was taken out of service in response to a root volume replacement failure.`;
  beginTermination(world, group, member, { cause, hooks: false });
}
