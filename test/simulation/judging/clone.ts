/** A group that an operation has made must be what it was made beside, in everything but its servers' image. */
import { isDeepStrictEqual } from "node:util";
import type { GroupState } from "../../../electron/practice/world/kernel/state-autoscaling.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import type { Originals } from "./put-back.ts";

/** Of a group that is in service for good. */
const ALIKE = [
  "minSize",
  "maxSize",
  "desiredCapacity",
  "zones",
  "subnetIds",
  "healthCheckType",
  "healthCheckGraceSeconds",
  "defaultCooldownSeconds",
  "defaultInstanceWarmupSeconds",
  "terminationPolicies",
  "newInstancesProtectedFromScaleIn",
  "maxInstanceLifetimeSeconds",
  "capacityRebalance",
  "enabledMetrics",
  "serviceLinkedRoleArn",
  "placementGroup",
  "context",
  "desiredCapacityType",
  "mixedInstancesPolicy",
  "maintenancePolicy",
  "deletionProtection",
  "zoneDistribution",
  "impairmentPolicy",
  "capacityReservation",
  "lifecyclePolicy",
  "hooks",
  "policies",
  "schedules",
  "notifications",
] as const satisfies readonly (keyof GroupState)[];

/** Where that group was taken out of traffic, the new one gets what the plan knows: whether it serves is judged too. */
export function cloneProblems(world: World, was: Originals, detail: OperationDetail): string[] {
  const { groups } = detail.plan;
  const made = groups && !was.groups.has(groups.to) ? world.state.groups.get(groups.to) : undefined;
  const from = groups && was.groups.get(groups.from);
  if (detail.status !== "succeeded" || !made || !from) return [];
  const other = ALIKE.filter((name) => !isDeepStrictEqual(said(from[name]), said(made[name])));
  const texts = other.map(
    (name) => `${name} ${JSON.stringify(made[name])}, not ${JSON.stringify(from[name])}`,
  );
  if (!isDeepStrictEqual(plainTags(from), plainTags(made)))
    texts.push(`tags ${plainTags(made).join()}, not ${plainTags(from).join()}`);
  const taken = groups.targetGroupArns.map((arn) => `elbv2 ${arn}`).toSorted();
  const wanted = from.trafficSources.length > 0 ? sources(from) : taken;
  if (!isDeepStrictEqual(wanted, sources(made))) texts.push("other traffic sources");
  return texts.map((text) => `${detail.id}: ${made.name} has ${text} as ${from.name} had`);
}

/** AWS's words for nothing. */
const NOTHING: readonly unknown[] = [
  "none",
  undefined,
  { ZonalShiftEnabled: false },
  { CapacityReservationPreference: "default" },
  { RetentionTriggers: { TerminateHookAbandon: "terminate" } },
];
const said = (value: unknown) =>
  NOTHING.some((nothing) => isDeepStrictEqual(nothing, value)) ? null : value;

const plainTags = ({ tags }: GroupState) =>
  tags
    .filter(({ key }) => !key.startsWith("bennu:"))
    .map(({ key, value, propagateAtLaunch }) => `${key}=${value} ${String(propagateAtLaunch)}`)
    .toSorted();

const sources = ({ trafficSources }: GroupState) =>
  trafficSources.map(({ identifier, type }) => `${type} ${identifier}`).toSorted();
