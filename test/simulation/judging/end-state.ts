/** What must hold when an operation has ended, read off the world itself. Gives what doesn't. */
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { isTakenOverInPlace } from "./put-back.ts";
import { servingOf, WHOLE, type Part } from "./serving.ts";
import { versionOf } from "./template-of.ts";

export interface Before {
  readonly groups: ReadonlySet<string>;
  readonly suspended: ReadonlyMap<string, readonly string[]>;
  readonly versions: number;
}

/** What nobody can hold against an operation: servers that served when it shifted, and have died by themselves. */
export interface Shift {
  /** Right before the newest call that took a group out of traffic. */
  readonly served: ReadonlySet<string>;
  /** Those that a fault of their boot lets die. */
  readonly doomed: ReadonlySet<string>;
}

export function before(world: World): Before {
  const groups = [...world.state.groups.values()];
  return {
    groups: new Set(groups.map(({ name }) => name)),
    suspended: new Map(
      groups.map(({ name, suspended }) => [name, suspended.map((one) => one.process)]),
    ),
    versions: versionsOf(world),
  };
}

/** Those of consoles: they say which group they were made for. */
const versionsOf = (world: World) =>
  [...world.state.templates.values()]
    .flatMap(({ versions }) => versions)
    .filter(({ description }) => /-v\d+$/.test(description ?? "")).length;

export function endProblems(world: World, was: Before, detail: OperationDetail): string[] {
  return [...doubled(world, was, detail), ...ownProblems(world, detail)];
}

/** Of what it made itself, whatever else was at work beside it. */
export const ownProblems = (world: World, detail: OperationDetail): string[] => [
  ...twice(world, detail),
  ...stepsLeftOpen(detail),
];

/**
 * Nothing of its own is left, unless somebody took its rights. `isMet`: others had a hand in it; where they shrank the
 * group meanwhile, to let its processes go on would end its last servers, and the guard keeps them held.
 */
export function leftProblems(world: World, detail: OperationDetail, isMet: boolean): string[] {
  const said = detail.outcome?.includes("Left behind") ?? false;
  // A roll back waits half a minute at most: what is left by then is said, and it takes it over.
  if (said && detail.status === "superseded") return orphans(world, detail);
  return [
    ...claims(world, detail),
    ...orphans(world, detail),
    ...(said && !(isMet && (keptByGuard(detail) || isGone(world, detail)))
      ? [`left behind: ${detail.outcome ?? ""}`]
      : []),
  ];
}

/** All that is left: what the guard would not let be put back, since servers would end by it. */
function keptByGuard({ outcome }: OperationDetail): boolean {
  const [, left = ""] = (outcome ?? "").split("Left behind: ");
  const kept =
    /\((ResumeProcesses|UpdateAutoScalingGroup|TerminateInstanceInAutoScalingGroup) would leave .+ below the floor of/;
  return left.split("; ").every((each) => kept.test(each));
}

/** The one group of a change in place was deleted: there is nothing that could be given back. */
const isGone = (world: World, { plan }: OperationDetail) =>
  plan.groups?.inPlace !== undefined && !world.state.groups.has(plan.groups.to);

/** Only where nobody else had a hand in it. */
export function quietProblems(
  world: World,
  was: Before,
  detail: OperationDetail,
  shift: Shift,
  part: Part = WHOLE,
): string[] {
  const held = isTakenOverInPlace(detail) ? [] : heldProcesses(world, was, detail, part);
  return [...held, ...promises(world, detail, shift, part)];
}

/** What is being deleted takes its claim along. */
function claims(world: World, { id }: OperationDetail): string[] {
  return [...world.state.groups.values()]
    .filter(({ status }) => status === null)
    .filter(({ tags }) =>
      tags.some((tag) => tag.key === TAG.claim && tag.value.startsWith(`${id} `)),
    )
    .map(({ name }) => `${id} has ended and still claims ${name}`);
}

function doubled(world: World, was: Before, { id, plan }: OperationDetail): string[] {
  const made = [...world.state.groups.values()].filter(({ name }) => !was.groups.has(name));
  const meantGroups = plan.steps.filter(({ work }) => work.kind === "create-group").length;
  const meantVersions = plan.steps.filter(
    ({ work }) => work.kind === "make-template-version",
  ).length;
  const versions = versionsOf(world) - was.versions;
  const problems: string[] = [];
  if (made.length > meantGroups)
    problems.push(
      `${id} made ${made.map(({ name }) => name).join()}, but was to make ${String(meantGroups)}`,
    );
  if (versions > meantVersions)
    problems.push(`${id} made ${String(versions)} template versions, not ${String(meantVersions)}`);
  return problems;
}

function ownServers(world: World, id: string) {
  return [...world.state.instances.values()].filter(
    ({ tags }) => tags[TAG.role] !== undefined && tags[TAG.operation] === id,
  );
}

function ownImages(world: World, id: string) {
  return [...world.state.images.values()].filter(
    (image) => image.tags[TAG.operation] === id && image.state !== "deregistered",
  );
}

function orphans(world: World, { id, status }: OperationDetail): string[] {
  const living = ownServers(world, id).filter(
    ({ state }) => state !== "terminated" && state !== "shutting-down",
  );
  // One that has passed its tests is whole, also if what came after it was broken off.
  const unproved = ownImages(world, id).filter(
    ({ tags }) => !tags[TAG.verified]?.startsWith("pass"),
  );
  const left = status !== "succeeded" && unproved.length > 0;
  return [
    ...living.map((server) => `${id} has ended, and its ${server.id} is ${server.state}`),
    ...(left ? [`${id} ${status} and left an image`] : []),
  ];
}

function twice(world: World, { id }: OperationDetail): string[] {
  const roles = ownServers(world, id).map(({ tags }) => tags[TAG.role]);
  const again = roles.filter((role, index) => roles.indexOf(role) !== index);
  const images = ownImages(world, id).length;
  return [
    ...again.map((role) => `${id} started two servers for ${role ?? "?"}`),
    ...(images > 1 ? [`${id} made ${String(images)} images`] : []),
  ];
}

function stepsLeftOpen({ id, steps }: OperationDetail): string[] {
  return steps
    .filter(({ status }) => status === "running" || status === "stuck")
    .map(({ stepId }) => `${id} has ended, and its step ${stepId} is open`);
}

/** A group that serves works as it did before: nothing that we held is still held. */
function heldProcesses(world: World, was: Before, { id }: OperationDetail, part: Part): string[] {
  return [...world.state.groups.values()]
    .filter(({ name, trafficSources }) => part.owns(name) && trafficSources.length > 0)
    .filter((group) => servingOf(world, group, part).length > 0)
    .flatMap((group) => {
      const held = group.suspended.filter(
        ({ process }) => !was.suspended.get(group.name)?.includes(process),
      );
      return held.map(
        ({ process }) => `${id} has ended, and ${process} of ${group.name} is still held`,
      );
    });
}

/** What success means. */
function promises(world: World, detail: OperationDetail, shift: Shift, part: Part): string[] {
  const { plan, status, id } = detail;
  if (status !== "succeeded" || !plan.groups || plan.kind === "retire") return [];
  const to = world.state.groups.get(plan.groups.to);
  const from = world.state.groups.get(plan.groups.from);
  const serving = to ? servingOf(world, to, part).length : 0;
  const needed = Math.max(1, plan.floor);
  const problems: string[] = [];
  if (serving < needed && (!to || servedOrDied(world, to, shift, part) < needed))
    problems.push(`${id} succeeded, and ${String(serving)} of ${plan.groups.to} serve`);
  if (plan.groups.inPlace) return [...problems, ...oldOnes(world, detail)];
  if (from?.trafficSources.some(({ state }) => state !== "Removing" && state !== "Removed"))
    problems.push(`${id} succeeded, and ${plan.groups.from} is still in traffic`);
  return problems;
}

/** In place: servers that a change by growing and shedding should have ended, or one of roots renewed. */
function oldOnes(world: World, { plan, id }: OperationDetail): string[] {
  const { to = "" } = plan.groups ?? {};
  const work = plan.steps.map((step) => step.work).findLast(({ kind }) => kind.match(inPlaceKinds));
  const group = world.state.groups.get(to);
  const members = group?.members.filter(({ lifecycleState }) => lifecycleState === "InService");
  if (!work) return [];
  const old = (members ?? []).filter(({ instanceId, template }) => {
    const image = world.state.instances.get(instanceId)?.imageId;
    if (work.kind === "swap-roots") return image !== work.imageId;
    return template?.version !== (group && versionOf(group));
  });
  return old.length === 0 ? [] : [`${id} succeeded, and ${String(old.length)} of ${to} are old`];
}
const inPlaceKinds = /^(grow-and-shed|swap-roots|refresh)$/;

/** Of those that served at the shift: the ones that still do, and the ones that the fault of their boot has ended. */
function servedOrDied(world: World, to: GroupState, { served, doomed }: Shift, part: Part): number {
  const still = new Set(servingOf(world, to, part));
  return [...served].filter((id) => still.has(id) || (doomed.has(id) && hasDied(world, to, id)))
    .length;
}

/** Ill, or already ended by its group for that: not by anybody's call. */
function hasDied(world: World, { name }: GroupState, id: string): boolean {
  const server = world.state.instances.get(id);
  if (server?.state === "running")
    return server.groupName === name && server.health === "unhealthy";
  return [...world.state.activities.values()].some(
    ({ groupName, instanceId, cause }) =>
      groupName === name && instanceId === id && cause.includes("health check failure"),
  );
}
