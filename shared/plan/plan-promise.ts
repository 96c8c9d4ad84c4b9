/**
 * Holds what is promised: the images of promised generations can't be deregistered, those that Bennu protected for a
 * promise that has ended can be again. No server is touched.
 */
import { imagesToChange } from "../drift/promises/promise-findings.ts";
import type { ImageFact } from "../model/facts.ts";
import type { PromiseIntent } from "../model/intent.ts";
import type { Planned } from "../model/plan.ts";
import { TAG } from "../model/tags.ts";
import { countWords } from "../words/counts.ts";
import { assemblePlan, type StepDraft } from "./assemble-plan.ts";
import { refuse, type PlanInput } from "./plan-input.ts";
import { protectImageStep, tagImageStep } from "./steps/images.ts";

export interface PromiseInput extends PlanInput {
  readonly intent: PromiseIntent;
  /** Images that any fleet of the connection promises, as last known. */
  readonly promisedImages: ReadonlySet<string>;
}

export function planPromise(input: PromiseInput): Planned {
  const { fleet, facts, promisedImages: promised } = input;
  const { generations, name: fleetName } = fleet;
  const { keep, letGo } = imagesToChange({ generations, facts, fleetName, promised });
  if (keep.length + letGo.length === 0)
    return refuse(
      `What ${fleet.name} promises is held already, as far as its images are there.`,
      "Nothing to do.",
    );
  return assemblePlan(input, {
    kind: "promise",
    title: title(fleet.name, keep.length, letGo.length),
    intent: input.intent,
    steps: [
      ...keep.flatMap((image) => keepSteps(input, image)),
      ...letGo.map((image) => letGoStep(input, image)),
    ],
    floor: 0,
    mostServers: fleet.servers,
    temporary: [],
    lost: [],
    warnings: [],
    groups: null,
  });
}

function title(fleetName: string, keep: number, letGo: number): string {
  if (keep === 0) return `Let go of ${countWords(letGo, "image")} of ${fleetName}`;
  const also = letGo === 0 ? "" : `, let go of ${String(letGo)}`;
  return `Keep ${countWords(keep, "image")} of ${fleetName} for a return${also}`;
}

/** The tag first: what it says is what lets Bennu take the protection off again. */
function keepSteps({ policy, fleet }: PromiseInput, image: ImageFact): StepDraft[] {
  const labels = fleet.generations
    .filter(({ imageId, promise }) => imageId === image.id && promise !== null)
    .map(({ label }) => label)
    .join(", ");
  const about = { detail: `${labels} needs it to return`, phase: "Keep" };
  return [
    tagImageStep(policy, image, {
      ...about,
      title: `Write on ${image.name} who is promised it`,
      tags: { [TAG.promised]: fleet.name },
      undo: "The tag says nothing once the protection is off.",
    }),
    protectImageStep(policy, image, {
      ...about,
      title: `Protect ${image.name}`,
      isProtected: true,
    }),
  ];
}

const letGoStep = ({ policy }: PromiseInput, image: ImageFact) =>
  protectImageStep(policy, image, {
    title: `Let go of ${image.name}`,
    detail: "No promised generation needs it any more",
    phase: "Let go",
    isProtected: false,
  });
