/** Says on the image of a generation that it is bad, with the reason; or that it is so no longer. No server is touched. */
import { badMarkOf, badMarkText, badWords } from "../fleet/bad-mark.ts";
import type { ImageFact } from "../model/facts.ts";
import type { GenerationView } from "../model/fleet.ts";
import type { MarkIntent } from "../model/intent.ts";
import type { Planned, Refusal } from "../model/plan.ts";
import { TAG } from "../model/tags.ts";
import { assemblePlan } from "./assemble-plan.ts";
import { noGeneration, refuse, type PlanInput } from "./plan-input.ts";
import { tagImageStep } from "./steps/images.ts";

export interface MarkInput extends PlanInput {
  readonly intent: MarkIntent;
}

export function planMark(input: MarkInput): Planned {
  const { fleet, facts, intent } = input;
  const generation = fleet.generations.find((one) => one.id === intent.generation);
  if (generation === undefined) return noGeneration(fleet);
  const image = generation.imageId === null ? undefined : facts.images.get(generation.imageId);
  if (image === undefined) return noImage(generation);
  return marksNothing(image, intent) ?? makePlan(input, generation, image);
}

const noImage = ({ label }: GenerationView) =>
  refuse(
    `The image of ${label} isn't there, or isn't known, so nothing can be written on it.`,
    "Nothing to do: a generation without an image can't be put into service.",
  );

function marksNothing(image: ImageFact, { isBad }: MarkIntent): Refusal | null {
  const mark = badMarkOf(image);
  if (isBad && mark !== null)
    return refuse(`${image.name} is already ${badWords(mark)}`, "Nothing to do.");
  if (isBad || mark !== null) return null;
  return refuse(`${image.name} isn't marked bad.`, "Nothing to do.");
}

function makePlan(input: MarkInput, { label }: GenerationView, image: ImageFact): Planned {
  const { intent, fleet, nowMs } = input;
  const word = intent.isBad ? "bad" : "no longer bad";
  const others = fleet.generations.filter((one) => one.imageId === image.id);
  return assemblePlan(input, {
    kind: "mark",
    title: `Mark ${label} of ${fleet.name} ${word}`,
    intent,
    steps: [
      tagImageStep(input.policy, image, {
        title: `Mark ${image.name} ${word}`,
        detail: intent.isBad
          ? "Every console then refuses to put it into service"
          : "It may be put into service again",
        phase: "Mark",
        tags: { [TAG.bad]: badMarkText(intent, nowMs) },
        undo: intent.isBad
          ? "Take the mark back, with a reason."
          : "Mark it bad again, with a reason.",
      }),
    ],
    floor: 0,
    mostServers: fleet.servers,
    temporary: [],
    lost: [],
    warnings: others
      .filter((one) => one.state === "live" && intent.isBad)
      .map((one) => `${one.label} is live and runs it. It goes on serving until it is replaced.`),
    groups: null,
  });
}
