/** Plans by the real planners, read past all faults: what a run is about is the carrying out. */
import { readFileSync } from "node:fs";
import { planABake } from "../../electron/bake/plan/plan-a-bake.ts";
import type { PlanningParts } from "../../electron/planning/make-plan.ts";
import type { Cloud } from "../../electron/ports.ts";
import { defaultBakeSettings } from "../../shared/model/bake.ts";
import { planId, type ImageId, type OperationId } from "../../shared/model/ids.ts";
import type { FleetView } from "../../shared/model/fleet.ts";
import type { Plan } from "../../shared/model/plan.ts";
import { parseRecipe } from "../../shared/recipe/parse.ts";
import { MINUTE } from "./scenario/minute.ts";
import type { Deed } from "./scenario/scenario.ts";
import { plainParallel } from "../../shared/rules/replace-defaults.ts";
import {
  connection,
  plannersOn,
  readAll,
  type AnyHow,
} from "../shell/operations/practice-region.ts";

export interface Planning {
  readonly cloud: Cloud;
  readonly fleet: string;
  readonly trafficTaken: PlanningParts["trafficTaken"];
  readonly takenOver?: NonNullable<PlanningParts["takenOver"]>;
}

const WARM_FOR_MS = 60 * MINUTE;

export type Planner = (deed: Deed, superseding?: OperationId) => Promise<Plan>;

/** Each throws with the planner's reason if it refuses. */
export function plannerOf({ cloud, fleet, trafficTaken, takenOver }: Planning): Planner {
  const planners = plannersOn(cloud, () => readAll(cloud), trafficTaken, takenOver);
  let bakes = 0;
  return async (deed, superseding) => {
    const { kind, to } = deed;
    if (kind === "bake") return bake(cloud, (bakes += 1));
    const view = await planners.fleet(fleet);
    const live = view.generations.find((one) => one.id === view.liveId);
    if (kind === "retire") return planners.retire(fleet, labelled(view, ["warm", "rising"]));
    if (kind === "replace") {
      return firstAccepted(otherImages(view, live?.imageId ?? null), (image) =>
        planners.replaceBy(fleet, image, howOf(deed)),
      );
    }
    const wished = to === "warm" ? ["warm", "cold"] : ["cold", "warm"];
    const label = superseding ? (live?.label ?? "") : labelled(view, wished);
    return planners.rollback(fleet, label, superseding);
  };
}

function howOf({ how, canary, canarySoakMs, soakMs }: Deed): AnyHow {
  const common = { soakMs, onFailure: "hold" } as const;
  if (how && how.strategy !== "parallel") return { ...common, ...how };
  return { ...plainParallel, ...common, canary, canarySoakMs, warmForMs: WARM_FOR_MS, ...how };
}

/** Newest first. */
function otherImages({ generations }: FleetView, live: ImageId | null): ImageId[] {
  return generations.flatMap(({ state, imageId }) =>
    imageId === null || imageId === live || state === "gone" ? [] : [imageId],
  );
}

async function firstAccepted<T>(
  choices: readonly T[],
  plan: (choice: T) => Promise<Plan>,
): Promise<Plan> {
  let refusal = "there is nothing to choose";
  for (const choice of choices) {
    try {
      return await plan(choice);
    } catch (error) {
      refusal = error instanceof Error ? error.message : String(error);
    }
  }
  throw new Error(refusal);
}

function labelled({ name, generations }: FleetView, states: readonly string[]): string {
  const found = states
    .map((state) => generations.find((one) => one.state === state))
    .find((one) => one !== undefined);
  if (!found) throw new Error(`${name} has no generation that is ${states.join(" or ")}`);
  return found.label;
}

const FILE = "payments.yaml";
const recipeText = readFileSync(
  new URL(`../../electron/practice/recipes/${FILE}`, import.meta.url),
  "utf8",
);
async function bake(cloud: Cloud, number: number): Promise<Plan> {
  const [base] = await cloud.reader.imagesByName("hardened 92");
  if (!base) throw new Error("The region has no base");
  const planned = await planABake(
    {
      cloud,
      readRecipe: async (file, given) => ({
        text: recipeText,
        parsed: parseRecipe(recipeText, file, given),
        commit: null,
      }),
      settings: defaultBakeSettings,
      knownImages: new Map(),
      earlier: () => [],
    },
    {
      kind: "bake",
      connectionId: connection.id,
      recipeFile: FILE,
      baseImageId: base.id,
      instanceType: "c7i.large",
      subnetId: null,
    },
    { planId: planId(`bake-${String(number)}`), nowMs: null },
  );
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  return planned.plan;
}
