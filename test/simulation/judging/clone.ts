/** A group that an operation has made must be what it was made beside, in everything but its servers' image. */
import { isDeepStrictEqual } from "node:util";
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";
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
  "warmPool",
] as const satisfies readonly (keyof GroupState)[];

/** Where that group was taken out of traffic, the new one gets what the plan knows: whether it serves is judged too. */
export function cloneProblems(world: World, was: Originals, detail: OperationDetail): string[] {
  const { groups } = detail.plan;
  const made = groups && !was.groups.has(groups.to) ? world.state.groups.get(groups.to) : undefined;
  const from = groups && was.groups.get(groups.from);
  if (detail.status !== "succeeded" || !made || !from) return [];
  const texts = ALIKE.flatMap((name) => {
    const [one, other] = [alike(name, from), alike(name, made)];
    const isSame = isDeepStrictEqual(one, other);
    return isSame ? [] : [`${name} ${JSON.stringify(other)}, not ${JSON.stringify(one)}`];
  });
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

function alike(name: (typeof ALIKE)[number], group: GroupState): unknown {
  switch (name) {
    case "mixedInstancesPolicy":
      return withoutVersions(group.mixedInstancesPolicy);
    case "policies":
      // AWS says what it took for granted of a policy that it was given.
      return byName(
        group.policies.map(({ detail, ...policy }) => ({
          ...policy,
          arn: null,
          detail: { Enabled: true, ...detail },
        })),
      );
    case "schedules":
      // One that recurs is made with the next time at which it acts.
      return byName(
        group.schedules.map(({ startsAtMs, endsAtMs, ...action }) => ({
          ...action,
          arn: null,
          endsAtMs: endsAtMs ?? null,
          startsAtMs: action.recurrence === null ? startsAtMs : null,
        })),
      );
    case "warmPool": {
      const { members: _, status: __, ...pool } = group.warmPool ?? { members: [], status: null };
      return group.warmPool ? pool : null;
    }
    default:
      return said(group[name]);
  }
}

const byName = <Named extends { readonly name: string }>(all: readonly Named[]) =>
  all
    .map((each) => JSON.parse(JSON.stringify(each)) as Named)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));

/** The launch template's version is what a new generation is about. */
const withoutVersions = (policy: GroupState["mixedInstancesPolicy"]): unknown =>
  JSON.parse(JSON.stringify(policy), (key, value: unknown) => (key === "Version" ? null : value));

const said = (value: unknown) =>
  NOTHING.some((nothing) => isDeepStrictEqual(nothing, value)) ? null : value;

const plainTags = ({ tags }: GroupState) =>
  tags
    .filter(({ key }) => !key.startsWith("bennu:"))
    .map(({ key, value, propagateAtLaunch }) => `${key}=${value} ${String(propagateAtLaunch)}`)
    .toSorted();

const sources = ({ trafficSources }: GroupState) =>
  trafficSources.map(({ identifier, type }) => `${type} ${identifier}`).toSorted();
