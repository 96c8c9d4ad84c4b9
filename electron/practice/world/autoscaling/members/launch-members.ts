/** Launching: from the gap between desired and actual capacity to pending members, or to a failed activity. */
import { launchInstances } from "../../ec2/instance-orders.ts";
import { findTemplate, findVersion } from "../../ec2/templates.ts";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState, GroupTemplate, MemberState } from "../../kernel/state-autoscaling.ts";
import type { SubnetState } from "../../kernel/state-ec2.ts";
import type { World } from "../../kernel/world.ts";
import { openActivity, closeActivity } from "../activities.ts";
import { configurationOf, imageOverride, launchSource } from "../group-template.ts";
import { takeLaunchDebt } from "../refresh/refreshes.ts";
import { addTo, nextSubnet, zoneCounts } from "./placement.ts";
import { stamp } from "../stamps.ts";
import { forgetFailures, reasonOf, wake } from "../wake.ts";

const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 15 * 60_000;

/** Stops at the first refusal, and tries again later and later. */
export function launchMissing(
  world: World,
  group: GroupState,
  missing: number,
  actual: number,
): void {
  const waitMs = Number(group.engine["notBeforeMs"] ?? 0) - world.nowMs;
  if (waitMs > 0) return wake(world, group, waitMs);
  const counts = zoneCounts(group);
  for (let index = 0; index < missing; index++) {
    const cause = launchCause(world, group, actual + index);
    const subnet = nextSubnet(world, group, counts);
    const zone = launchOne(world, group, subnet, cause);
    if (zone === null) return retryLater(world, group);
    addTo(counts, zone);
  }
  forgetFailures(group);
}

/** The zone it was launched in; null if it was refused. */
function launchOne(
  world: World,
  group: GroupState,
  subnet: SubnetState | null,
  cause: string,
): string | null {
  const outcome = order(world, group, subnet);
  if (outcome instanceof PracticeError) {
    recordFailure(world, group, { subnet, cause, message: outcome.message });
    return null;
  }
  admit(world, group, outcome, cause);
  return outcome.zone;
}

interface Launched {
  readonly instanceId: string;
  readonly zone: string;
  readonly subnetId: string;
  readonly source: GroupTemplate;
}

function order(
  world: World,
  group: GroupState,
  subnet: SubnetState | null,
): Launched | PracticeError {
  const source = launchSource(world, group);
  if (!source) return refusal("The practice cloud does not simulate launch configurations.");
  if (!subnet) return refusal("The group has no subnet in any of its Availability Zones.");
  const ids = launchInstances(world, {
    templateId: source.id,
    version: source.version,
    subnetId: subnet.id,
    data: imageOf(wantedImage(world, group, source)),
    count: 1,
    tags: propagatedTags(group),
    groupName: group.name,
  });
  if (ids instanceof PracticeError) return ids;
  return { instanceId: ids[0] ?? "", zone: subnet.zone, subnetId: subnet.id, source };
}

function wantedImage(world: World, group: GroupState, source: GroupTemplate): string | null {
  const { mixedInstancesPolicy } = configurationOf(world, group);
  if (!mixedInstancesPolicy) return null;
  const template = world.state.templates.get(source.id);
  const type = template && findVersion(template, source.version).data.InstanceType;
  return imageOverride(mixedInstancesPolicy, type ?? "");
}

const imageOf = (id: string | null) => (id === null ? {} : { ImageId: id });

const refusal = (message: string) => new PracticeError("ValidationError", message);

function propagatedTags(group: GroupState): Record<string, string> {
  const tags = group.tags.filter((tag) => tag.propagateAtLaunch);
  return Object.fromEntries(tags.map((tag) => [tag.key, tag.value]));
}

function admit(world: World, group: GroupState, launched: Launched, cause: string): void {
  const { instanceId, zone, subnetId, source } = launched;
  const activity = openActivity(world, group, {
    instanceId,
    description: `Launching a new EC2 instance: ${instanceId}`,
    cause,
    statusCode: "PreInService",
    progressPercent: 30,
    zone,
    subnetId,
  });
  group.members.push({
    ...pendingMember(world),
    instanceId,
    zone,
    instanceType: world.state.instances.get(instanceId)?.instanceType ?? "",
    template: { id: source.id, name: source.name, version: resolvedVersion(world, source) },
    activityId: activity.id,
  });
}

function pendingMember(world: World) {
  return {
    lifecycleState: "Pending" as const,
    healthStatus: "Healthy" as const,
    protectedFromScaleIn: false,
    joinedAtMs: world.nowMs,
    inServiceAtMs: null,
  } satisfies Partial<MemberState>;
}

function resolvedVersion(world: World, source: GroupTemplate): string {
  return String(findVersion(findTemplate(world, { id: source.id }), source.version).version);
}

function launchCause(world: World, group: GroupState, actual: number): string {
  const at = stamp(world.nowMs);
  const replacements = Number(group.engine["replacements"] ?? 0);
  if (replacements > 0) {
    group.engine["replacements"] = replacements - 1;
    return `At ${at} an instance was launched in response to an unhealthy instance needing to be replaced.`;
  }
  if (takeLaunchDebt(world, group))
    return `At ${at} an instance was launched in response to an instance refresh.`;
  const difference =
    `At ${at} an instance was started in response to a difference between desired and actual capacity, ` +
    `increasing the capacity from ${actual} to ${actual + 1}.`;
  return joined(reasonOf(group), difference);
}

const joined = (...sentences: readonly string[]) => sentences.filter(Boolean).join("  ");

interface Failure {
  readonly subnet: SubnetState | null;
  readonly cause: string;
  readonly message: string;
}

function recordFailure(world: World, group: GroupState, { subnet, cause, message }: Failure): void {
  const status = `${message}${/[.!?]$/.test(message) ? "" : "."} Launching EC2 instance failed.`;
  const activity = openActivity(world, group, {
    instanceId: null,
    description: `Launching a new EC2 instance.  Status Reason: ${status}`,
    cause,
    statusCode: "InProgress",
    progressPercent: 100,
    zone: subnet?.zone ?? null,
    subnetId: subnet?.id ?? null,
  });
  closeActivity(world, activity.id, "Failed", status);
}

function retryLater(world: World, group: GroupState): void {
  const failures = Number(group.engine["failures"] ?? 0);
  const delayMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
  group.engine["failures"] = failures + 1;
  group.engine["notBeforeMs"] = world.nowMs + delayMs;
  wake(world, group, delayMs);
}
