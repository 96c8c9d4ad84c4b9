/**
 * What an operation must leave as it was: everything of the groups, the templates and the servers' protection that
 * its plan doesn't change for good. Judged where nobody else had a hand in it.
 */
import { isDeepStrictEqual } from "node:util";
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";
import type { LaunchTemplateState } from "../../../electron/practice/world/kernel/state/ec2/templates.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import type { StepKind } from "../../../shared/model/step-work.ts";
import { withoutVersion } from "./template-of.ts";

export interface Originals {
  readonly groups: ReadonlyMap<string, GroupState>;
  readonly templates: ReadonlyMap<string, LaunchTemplateState>;
}

export const originalsOf = (world: World): Originals => ({
  groups: new Map([...world.state.groups.values()].map((one) => [one.name, structuredClone(one)])),
  templates: new Map(
    [...world.state.templates.values()].map((one) => [one.id, structuredClone(one)]),
  ),
});

export function putBackProblems(world: World, was: Originals, detail: OperationDetail): string[] {
  const groups = [...was.groups.values()].filter(({ status }) => status === null);
  const problems = groups.flatMap((group) =>
    groupProblems(group, world.state.groups.get(group.name), detail),
  );
  return [...problems, ...templateProblems(world, was)].map((text) => `${detail.id}: ${text}`);
}

function groupProblems(
  was: GroupState,
  now: GroupState | undefined,
  detail: OperationDetail,
): string[] {
  if (!now || now.status !== null)
    return begun(detail, "remove-group", was.name) ? [] : [`${was.name} is gone`];
  return [
    ...sizes(was, now, detail),
    ...processes(was, now, detail),
    ...tags(was, now, detail),
    ...traffic(was, now, detail),
    ...settings(was, now, detail),
  ].map((text) => `${was.name} ${text}`);
}

/** Whether the operation has taken that step in hand, on that group. */
const begun = ({ plan, steps }: OperationDetail, kind: StepKind, group: string): boolean =>
  plan.steps.some(
    ({ id, work }) =>
      work.kind === kind &&
      "group" in work &&
      work.group === group &&
      steps.some((step) => step.stepId === id && step.startedAtMs !== null),
  );

const sizesOf = ({ minSize, maxSize, desiredCapacity }: GroupState) =>
  `min ${String(minSize)}, max ${String(maxSize)}, desired ${String(desiredCapacity)}`;

/** A generation that comes back may be raised; nothing is ever lowered, and no other group is resized. */
function sizes(was: GroupState, now: GroupState, detail: OperationDetail): string[] {
  if (sizesOf(was) === sizesOf(now) || isHandedOver(detail, now)) return [];
  const isRaised = now.maxSize >= was.maxSize && now.desiredCapacity >= was.desiredCapacity;
  const mayBeRaised = begun(detail, "settle", was.name) || begun(detail, "raise", was.name);
  return mayBeRaised && isRaised ? [] : [`had ${sizesOf(was)}, has ${sizesOf(now)}`];
}

export const isTakenOverInPlace = ({ plan, status }: Pick<OperationDetail, "plan" | "status">) =>
  status === "superseded" && plan.groups?.inPlace !== undefined;

/** A roll back in place takes over what was out of service, and gives back what the one before it had found. */
function isHandedOver({ plan, status }: OperationDetail, now: GroupState): boolean {
  if (isTakenOverInPlace({ plan, status })) return true;
  return plan.steps.some(({ work }) => {
    if (work.kind !== "hold" || work.group !== now.name || !work.sizes) return false;
    const { minSize, maxSize, desiredCapacity: size } = work.sizes;
    return now.minSize === minSize && now.maxSize === maxSize && now.desiredCapacity === size;
  });
}

const held = ({ suspended }: GroupState) => suspended.map(({ process }) => process).toSorted();

function processes(was: GroupState, now: GroupState, detail: OperationDetail): string[] {
  const letGo = leftToLetGo(detail, was.name);
  const expected = held(was).filter((process) => !letGo.includes(process));
  if (isDeepStrictEqual(expected, held(now)) || isTakenOverInPlace(detail)) return [];
  const isRetired = begun(detail, "shift-away", was.name) && isSubset(held(was), held(now));
  const isWoken = begun(detail, "wake", was.name) && isSubset(held(now), held(was));
  return isRetired || isWoken ? [] : [`held ${held(was).join()}, holds ${held(now).join()}`];
}

/** What the operation before it couldn't let go of any more: in place, whoever takes over does. */
const leftToLetGo = ({ plan }: OperationDetail, group: string): readonly string[] =>
  plan.steps.flatMap(({ work }) =>
    work.kind === "hold" && work.group === group ? (work.ours ?? []) : [],
  );

const isSubset = (some: readonly string[], all: readonly string[]) =>
  some.every((one) => all.includes(one));

function tags(was: GroupState, now: GroupState, detail: OperationDetail): string[] {
  const marks = begun(detail, "shift-away", was.name) || isOther(detail, was.name);
  const kept = ({ tags: all }: GroupState) =>
    all
      .filter(({ key }) => !marks || !key.startsWith("bennu:"))
      .map(({ key, value, propagateAtLaunch }) => `${key}=${value} ${String(propagateAtLaunch)}`)
      .toSorted();
  if (isDeepStrictEqual(kept(was), kept(now))) return [];
  return [`had the tags ${kept(was).join("; ")}, has ${kept(now).join("; ")}`];
}

/** The group that takes over is marked by the same step. */
const isOther = ({ plan }: OperationDetail, group: string) => plan.groups?.to === group;

const sources = ({ trafficSources }: GroupState) =>
  trafficSources
    .filter(({ state }) => state !== "Removing" && state !== "Removed")
    .map(({ identifier }) => identifier)
    .toSorted();

function traffic(was: GroupState, now: GroupState, detail: OperationDetail): string[] {
  if (isDeepStrictEqual(sources(was), sources(now))) return [];
  const isTaken = begun(detail, "shift-away", was.name) && isSubset(sources(now), sources(was));
  const isGiven = begun(detail, "wake", was.name) && isSubset(sources(was), sources(now));
  return isTaken || isGiven
    ? []
    : [`had traffic of ${sources(was).join()}, has ${sources(now).join()}`];
}

/** In place a group gets another version for good, once a first batch of it has proved itself; going back needs none. */
const isRenewed = ({ plan, steps }: OperationDetail, group: string): boolean =>
  plan.steps.some(({ id, work }) => {
    const step = steps.find(({ stepId }) => stepId === id);
    // AWS gives it to the group itself when its refresh has succeeded, whoever looks.
    if (work.kind === "refresh") return work.group === group && step?.startedAtMs !== null;
    if (work.kind !== "grow-and-shed" && work.kind !== "swap-roots") return false;
    const isProved =
      step?.status === "done" || (work.former === null && step?.startedAtMs !== null);
    return work.group === group && isProved;
  });

/** What no operation of today ever changes, but for the template of a group that is renewed in place. */
const CONSTANT = [
  "template",
  "launchConfigurationName",
  "mixedInstancesPolicy",
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
  "maintenancePolicy",
  "deletionProtection",
  "zoneDistribution",
  "hooks",
  "policies",
  "schedules",
  "notifications",
] as const satisfies readonly (keyof GroupState)[];

type Constant = (typeof CONSTANT)[number];

/** Nothing is new but the version. */
function isRenewal(name: Constant, was: GroupState, now: GroupState): boolean {
  if (name !== "mixedInstancesPolicy") return name === "template";
  return isDeepStrictEqual(withoutVersion(was), withoutVersion(now));
}

function settings(was: GroupState, now: GroupState, detail: OperationDetail): string[] {
  const renewed = isRenewed(detail, was.name);
  const isSame = (name: Constant) =>
    (renewed && isRenewal(name, was, now)) || isDeepStrictEqual(was[name], now[name]);
  return CONSTANT.filter((name) => !isSame(name)).map(
    (name) => `had ${name} ${JSON.stringify(was[name])}, has ${JSON.stringify(now[name])}`,
  );
}

function templateProblems(world: World, was: Originals): string[] {
  return [...was.templates.values()].flatMap((template) => {
    const now = world.state.templates.get(template.id);
    if (!now) return [`the template ${template.name} is gone`];
    const old = now.versions.slice(0, template.versions.length);
    const isSame =
      now.defaultVersion === template.defaultVersion && isDeepStrictEqual(old, template.versions);
    return isSame ? [] : [`the template ${template.name} was changed`];
  });
}
