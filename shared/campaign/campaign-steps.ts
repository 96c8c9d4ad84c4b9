/** The steps of a campaign: bakes in the order of the lineage, then stage by stage, with a person's word between. */
import type { ChildWork, ImageFrom } from "../model/campaign.ts";
import type { ImageId } from "../model/ids.ts";
import type { Duration, Step } from "../model/plan.ts";
import { countWords, listWords } from "../words/counts.ts";
import type { CampaignCase, PlannedBake, PlannedFleet } from "./campaign-input.ts";
import { BASE_ITSELF, type ChosenFleets } from "./choose-fleets.ts";
import type { ChosenBakes } from "./choose-bakes.ts";

type Draft = Omit<Step, "id">;

const minuteMs = 60_000;
const usualBake: Duration = { medianMs: 8 * minuteMs, worstMs: 60 * minuteMs };
/** Nobody is hurried: until then what serves goes on serving. */
const ASKED_FOR_MS = 14 * 24 * 60 * minuteMs;

export function campaignSteps(
  of: CampaignCase,
  bakes: ChosenBakes,
  fleets: ChosenFleets,
): readonly Draft[] {
  const baked = bakes.bakes.length === 0 ? [] : [bakeStep(of, bakes)];
  const stages = fleets.stages.flatMap((stage, at) => {
    const own = fleets.fleets.filter((fleet) => fleet.stage === at);
    const asked = stage.asks ? [askStep(stage.name, own)] : [];
    return [...asked, replaceStep(of, bakes, stage.name, own)];
  });
  return [...baked, ...stages];
}

function bakeStep(of: CampaignCase, { bakes, ready }: ChosenBakes): Draft {
  const isReady = (key: string) => ready.find((one) => one.key === key)?.image.id;
  const children = bakes.map((bake): ChildWork => {
    const { key, recipe, recipeFile, on, architecture } = bake;
    return {
      key,
      name: recipe,
      expected: of.past.bake(recipe) ?? usualBake,
      intent: {
        kind: "bake",
        recipeFile,
        instanceType: builderFor(architecture),
        base: fromOf(on, of.to.id, isReady),
      },
    };
  });
  return {
    title: `Bake ${countWords(bakes.length, "image")}`,
    detail: `${listWords(bakes.map(({ recipe }) => recipe))}; each tested on its builder and on a fresh boot`,
    phase: "Bakes",
    work: { kind: "run-children", children, atOnce: of.intent.bakesAtOnce },
    calls: [],
    guards: ["Each bake is planned afresh when what it stands on is verified"],
    gate: "Every image is verified, or skipped with a reason",
    undo: "The new images stay, and are listed; nothing runs them yet.",
    expected: sideBySide(bakes, children, of.intent.bakesAtOnce),
    skippable: false,
  };
}

function fromOf(
  on: string | null,
  base: ImageId,
  isReady: (key: string) => ImageId | undefined,
): ImageFrom {
  const there = on === null ? base : isReady(on);
  if (there !== undefined) return { kind: "image", imageId: there };
  return { kind: "baked", by: on ?? "" };
}

/** The smallest current type of each architecture that installs packages without swapping. */
export const builderFor = (architecture: string) =>
  architecture === "arm64" ? "t4g.medium" : "t3.medium";

/** The longest way down the lineage, or as much as is done side by side, whichever is more. */
function sideBySide(
  bakes: readonly PlannedBake[],
  children: readonly ChildWork[],
  atOnce: number,
): Duration {
  const expected = new Map(children.map((child) => [child.key, child.expected]));
  const of = (pick: (one: Duration) => number): number => {
    const ends = new Map<string, number>();
    for (const { key, on } of bakes) {
      const own = expected.get(key);
      ends.set(key, (ends.get(on ?? "") ?? 0) + (own === undefined ? 0 : pick(own)));
    }
    const all = children.reduce((sum, child) => sum + pick(child.expected), 0);
    return Math.max(...ends.values(), all / Math.max(1, atOnce));
  };
  return { medianMs: of(({ medianMs }) => medianMs), worstMs: of(({ worstMs }) => worstMs) };
}

function askStep(name: string, fleets: readonly PlannedFleet[]): Draft {
  const names = listWords(fleets.map((fleet) => fleet.name));
  const question = `Go on with ${name}: ${names}?`;
  return {
    title: `Somebody's word before ${name}`,
    detail: question,
    phase: name,
    work: {
      kind: "gate",
      gate: { kind: "approval", question, withinMs: ASKED_FOR_MS },
      group: null,
      observations: 1,
    },
    calls: [],
    guards: [],
    gate: "Somebody says go on",
    undo: "Nothing to undo: nothing is changed.",
    expected: { medianMs: 0, worstMs: ASKED_FOR_MS },
    skippable: false,
  };
}

function replaceStep(
  of: CampaignCase,
  { ready }: ChosenBakes,
  name: string,
  fleets: readonly PlannedFleet[],
): Draft {
  const children = fleets.map((fleet): ChildWork => {
    const there =
      fleet.on === BASE_ITSELF ? of.to.id : ready.find(({ key }) => key === fleet.on)?.image.id;
    const image: ImageFrom =
      there === undefined ? { kind: "baked", by: fleet.on } : { kind: "image", imageId: there };
    const { fleetId } = fleet;
    return {
      key: fleet.key,
      name: fleet.name,
      expected: of.past.replacement(fleetId) ?? usualReplacement(of),
      intent: { kind: "replace", fleetId, image, onFailure: of.intent.onFailure },
    };
  });
  const sum = (pick: (one: Duration) => number) =>
    children.reduce((total, { expected }) => total + pick(expected), 0);
  return {
    title: `Replace ${listWords(fleets.map((fleet) => fleet.name))}`,
    detail: `${countWords(fleets.length, "fleet")}, one after the other`,
    phase: name,
    work: { kind: "run-children", children, atOnce: 1 },
    calls: [],
    guards: [
      "Each replacement is planned afresh when its turn comes, with every guard of its own",
      "No fleet is begun while one before it failed or is held",
    ],
    gate: "Every fleet of the stage serves from its new image, or is skipped with a reason",
    undo: "Rolling the campaign back returns these fleets, the latest first.",
    expected: { medianMs: sum(({ medianMs }) => medianMs), worstMs: sum(({ worstMs }) => worstMs) },
    skippable: false,
  };
}

/** As a replacement by default is made: a canary and its soak, the rest and its soak. */
function usualReplacement({ policy }: CampaignCase): Duration {
  const soaks = policy.canarySoakMs + policy.soakMs;
  return {
    medianMs: soaks + 2 * policy.boot.medianMs + policy.attach.medianMs,
    worstMs: soaks + 2 * policy.boot.worstMs + policy.removal.worstMs,
  };
}
