/** What an operation came to, as the world has it: to be judged, and to be held against the same without a crash. */
import { restorePracticeWorld } from "../../../electron/practice/practice-world.ts";
import type { World, WorldJson } from "../../../electron/practice/world/kernel/world.ts";
import type { Journal } from "../../../electron/journal/journal.ts";
import type { Operations } from "../../../electron/operations/operations.ts";
import { operationId } from "../../../shared/model/ids.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beginningOf, judge } from "../../simulation/judging/judge.ts";
import { servingOf } from "../../simulation/judging/serving.ts";
import { campaignFound } from "./campaign-found.ts";
import type { CrashRegion, Witnessed } from "./region.ts";

/** The id of the operation in which the console is killed. */
export const KILLED = operationId("op-killed");

export interface CameTo {
  readonly points: readonly string[];
  /** What does not hold, by the simulation's judges. */
  readonly problems: readonly string[];
  /** The same, whenever the console was killed. */
  readonly end: Readonly<Record<string, unknown>>;
}

interface Ended {
  readonly folder: string;
  readonly journal: Journal;
  readonly operations: Operations;
  readonly region: CrashRegion;
}

export function cameTo(ended: Ended): Omit<CameTo, "points"> {
  const { region, operations } = ended;
  const witnessed = region.witnessed();
  const detail = operations.detail(KILLED);
  if (!detail) return { problems: ["the operation is gone"], end: {} };
  const { status, outcome } = detail;
  const kinds = detail.steps.map((step) => step.status);
  const end = { status, outcome, kinds, ...worldEnd(region.world), made: made(witnessed) };
  return { end, problems: problemsOf(ended, witnessed) };
}

function problemsOf({ folder, journal, operations, region }: Ended, witnessed: Witnessed) {
  const detail = operations.detail(KILLED);
  if (!detail) return [];
  const details = journal.running
    .operations()
    .filter(({ id }) => id === KILLED || id.startsWith(`${KILLED}-`))
    .flatMap(({ id }) => operations.detail(id) ?? []);
  const written = details
    .flatMap(({ id }) => journal.evidence.intents(id))
    .map(({ call, outcome }) => ({ name: call.call, outcome: outcome?.kind ?? null }));
  const shift = { served: new Set(witnessed.servedAtShift), doomed: new Set<string>() };
  const { world } = region;
  const { effects } = witnessed;
  const found =
    detail.plan.kind === "campaign"
      ? campaignFound(detail, details, { world, begun: beginning(folder), effects, written })
      : judge({
          ...{ world, was: beginningOf(beginning(folder)), detail },
          ...{ effects, written, shift },
          ...{ hasRights: true, isAlone: true, isEasy: true },
        });
  const audit = journal.verify();
  const pending = details
    .flatMap(({ id }) => journal.evidence.originals(id))
    .filter(({ state }) => state === "pending");
  return [
    ...witnessed.problems,
    ...found,
    ...(audit.ok ? [] : [`the journal doesn't verify: ${audit.problem ?? ""}`]),
    ...pending.map(({ original }) => `not put back: ${original.kind} of ${original.group}`),
  ];
}

const beginning = (folder: string): World =>
  restorePracticeWorld(JSON.parse(readFileSync(join(folder, "begun.json"), "utf8")) as WorldJson);

function worldEnd(world: World) {
  const { groups, templates, images, snapshots, instances, objects } = world.state;
  return {
    groups: [...groups.values()].map((group) => ({
      name: group.name,
      sizes: [group.minSize, group.maxSize, group.desiredCapacity],
      members: group.members.length,
      serving: servingOf(world, group).length,
      suspended: group.suspended.map(({ process }) => process).toSorted(),
      tags: group.tags.map(({ key }) => key).toSorted(),
    })),
    versions: [...templates.values()].map(({ versions }) => versions.length),
    images: [...images.values()].filter(({ state }) => state !== "deregistered").length,
    snapshots: snapshots.size,
    objects: [...objects.keys()].length,
    running: [...instances.values()].filter(({ state }) => state === "running").length,
  };
}

/** Calls that make something new: what one of them did, a second must not do again. */
const making =
  /^(CopyImage|Create(AutoScalingGroup|LaunchTemplateVersion|Image|ReplaceRootVolumeTask)|RunInstances|StartInstanceRefresh)$/;

function made({ effects }: Witnessed): Readonly<Record<string, number>> {
  const done = effects.filter(({ name, isDone }) => isDone && making.test(name));
  const once = new Map(done.map((one, at) => [`${one.name} ${one.token ?? String(at)}`, one.name]));
  const names = [...once.values()].toSorted();
  return Object.fromEntries(
    names.map((name) => [name, names.filter((other) => other === name).length]),
  );
}
