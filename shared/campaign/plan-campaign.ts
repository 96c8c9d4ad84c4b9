/**
 * The plan of a campaign. It holds no fleet itself: what it starts are ordinary operations, each planned from fresh
 * facts when its turn comes.
 */
import { notAvailable, revoked } from "../plan/obstacles/image-obstacles.ts";
import { refuse } from "../plan/plan-input.ts";
import { usedImages } from "../fleet/derive-fleets.ts";
import { verificationOf } from "../fleet/verification.ts";
import { ancestors, graphOfFacts } from "../lineage/image-graph.ts";
import { Revocations } from "../lineage/revocation.ts";
import type { ImageFact } from "../model/facts.ts";
import type { Plan, Planned, Refusal } from "../model/plan.ts";
import { sumOf } from "../fleet/expected-time.ts";
import { countWords } from "../words/counts.ts";
import type { CampaignCase, CampaignInput } from "./campaign-input.ts";
import { campaignSteps } from "./campaign-steps.ts";
import { chooseBakes, type ChosenBakes } from "./choose-bakes.ts";
import { chooseFleets, type ChosenFleets } from "./choose-fleets.ts";

export function planCampaign(input: CampaignInput): Planned {
  const { facts, intent } = input;
  const from = facts.images.get(intent.fromImageId);
  const to = facts.images.get(intent.toImageId);
  if (from === undefined || to === undefined)
    return refuse(
      `The image ${from === undefined ? intent.fromImageId : intent.toImageId} isn't there, or isn't shared with this account.`,
      "Choose another one in Images.",
    );
  const graph = graphOfFacts(facts.images, usedImages(facts));
  const of = { ...input, from, to, graph, revocations: new Revocations(facts.images) };
  return unfitBase(of) ?? planned(of);
}

function unfitBase(of: CampaignCase): Refusal | null {
  const { from, to, graph } = of;
  if (from.id === to.id)
    return refuse(`${to.name} is the base itself.`, "Choose a newer one to go to.");
  if (ancestors(graph, to.id).some(({ id }) => id === from.id))
    return refuse(
      `${to.name} was itself made from ${from.name}: what stood on it would stand on the same base again.`,
      "Choose a base that doesn't descend from it.",
    );
  return notAvailable(to) ?? revoked(to, of) ?? failedTests(to);
}

function failedTests(to: ImageFact): Refusal | null {
  const verification = verificationOf(to);
  if (verification.kind !== "failed") return null;
  return refuse(
    `${to.name} did not pass its own tests (${verification.text}).`,
    "Choose another base, or bake it again.",
  );
}

function planned(of: CampaignCase): Planned {
  const bakes = chooseBakes(of);
  const fleets = chooseFleets(of, bakes);
  const drafts = campaignSteps(of, bakes, fleets);
  if (drafts.length === 0) return nothingToDo(of, bakes, fleets);
  const steps = drafts.map((draft, at) => ({ id: of.ids.stepId(at + 1), ...draft }));
  const { intent, nowMs, from, to } = of;
  const plan: Plan = {
    id: of.ids.planId,
    kind: "campaign",
    connectionId: intent.connectionId,
    fleetId: null,
    fleetName: null,
    title: `Campaign: ${to.name} in the place of ${from.name}`,
    intent,
    madeAtMs: nowMs,
    factsReadAtMs: Math.min(from.readAtMs, to.readAtMs, nowMs),
    steps,
    floor: 0,
    mostServers: 0,
    expected: sumOf(steps.map(({ expected }) => expected)),
    temporary: [],
    lost: [],
    warnings: warnings(of, fleets),
    groups: null,
    recipe: null,
    campaign: {
      from: { id: from.id, name: from.name },
      to: { id: to.id, name: to.name },
      bakes: bakes.bakes,
      ready: bakes.ready,
      fleets: fleets.fleets,
      stages: fleets.stages,
      skipped: [...fleets.skipped, ...bakes.skipped],
    },
  };
  return { refused: false, plan };
}

function nothingToDo({ from }: CampaignCase, bakes: ChosenBakes, fleets: ChosenFleets): Refusal {
  const skipped = [...fleets.skipped, ...bakes.skipped];
  const [first] = skipped;
  if (first === undefined)
    return refuse(`Nothing was made from ${from.name}, and no fleet runs it.`, "Nothing to do.");
  return refuse(
    `Nothing that stands on ${from.name} can be moved. ${first.name}: ${first.reason}` +
      (skipped.length === 1 ? "" : ` And ${String(skipped.length - 1)} more.`),
    first.cure,
  );
}

function warnings({ to, nowMs }: CampaignCase, { fleets }: ChosenFleets): readonly string[] {
  return [
    ...(fleets.length === 0
      ? ["No fleet runs what stands on it: only images are made."]
      : [
          `${countWords(fleets.length, "fleet")} will be replaced without being asked about one by one. The reason and the change number that you give count for each; a freeze holds each as it would by hand.`,
        ]),
    ...(to.deprecatedAtMs !== null && to.deprecatedAtMs <= nowMs
      ? [`${to.name} is deprecated.`]
      : []),
  ];
}
