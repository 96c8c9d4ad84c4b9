/** A fleet at a moment, and the plans that can be made of it. */
import { deriveFleets } from "../../shared/fleet/derive-fleets.ts";
import type { Facts, GroupExtras } from "../../shared/model/facts.ts";
import type { FleetView } from "../../shared/model/fleet.ts";
import {
  imageId,
  planId,
  stepId,
  type GenerationId,
  type OperationId,
  type TargetGroupArn,
} from "../../shared/model/ids.ts";
import type { Plan, Planned } from "../../shared/model/plan.ts";
import type { ParallelIntent } from "../../shared/model/intent.ts";
import { planReplace } from "../../shared/plan/parallel/plan-replace.ts";
import { planRetire } from "../../shared/plan/plan-retire.ts";
import { planRollback } from "../../shared/plan/rollback/plan-rollback.ts";
import { defaultPolicy } from "../../shared/rules/fleet-policy.ts";
import { aConnection } from "./connection.ts";
import { MINUTE_MS, NOW_MS } from "./time.ts";
import { plainParallel } from "../../shared/rules/replace-defaults.ts";
import { noExtras } from "./world.ts";

const ids = {
  planId: planId("plan-1"),
  stepId: (place: number) => stepId(`plan-1/${String(place)}`),
};

export interface PlanningSetting {
  readonly extras?: Partial<GroupExtras>;
  readonly superseding?: OperationId;
  readonly trafficTaken?: readonly TargetGroupArn[] | null;
}

export function theFleet(facts: Facts): FleetView {
  const [fleet] = deriveFleets(facts, {
    connection: aConnection(),
    nowMs: NOW_MS,
    policy: defaultPolicy,
  });
  if (fleet === undefined) throw new Error("no fleet");
  return fleet;
}

export function inputOf(
  facts: Facts,
  { extras, superseding, trafficTaken = null }: PlanningSetting = {},
) {
  const all = { ...noExtras, ...extras };
  return {
    facts,
    fleet: theFleet(facts),
    extras: all,
    policy: defaultPolicy,
    nowMs: NOW_MS,
    ids,
    superseding: superseding ?? null,
    trafficTaken,
  };
}

export function aReplacement(
  facts: Facts,
  image: string,
  over: Partial<ParallelIntent> = {},
  setting: PlanningSetting = {},
): Planned {
  const input = inputOf(facts, setting);
  const intent: ParallelIntent = {
    ...plainParallel,
    kind: "replace",
    fleetId: input.fleet.id,
    imageId: imageId(image),
    canary: 1,
    canarySoakMs: 5 * MINUTE_MS,
    soakMs: 15 * MINUTE_MS,
    warmForMs: 60 * MINUTE_MS,
    ...over,
  };
  return planReplace({ ...input, image: facts.images.get(image) ?? null, intent });
}

export function generationIdOf(facts: Facts, label: string): GenerationId {
  const found = theFleet(facts).generations.find((one) => one.label === label);
  if (found === undefined) throw new Error(`no generation ${label}`);
  return found.id;
}

export function aRollback(facts: Facts, label: string, setting: PlanningSetting = {}): Planned {
  const input = inputOf(facts, setting);
  return planRollback({
    ...input,
    intent: { kind: "rollback", fleetId: input.fleet.id, to: generationIdOf(facts, label) },
  });
}

export function aRetirement(facts: Facts, label: string, setting: PlanningSetting = {}): Planned {
  const input = inputOf(facts, setting);
  const generation = generationIdOf(facts, label);
  return planRetire({ ...input, intent: { kind: "retire", fleetId: input.fleet.id, generation } });
}

export function madePlan(planned: Planned): Plan {
  if (planned.refused) throw new Error(`refused: ${planned.reason}`);
  return planned.plan;
}
export function refusal(planned: Planned): string {
  return planned.refused ? `${planned.reason} | ${planned.cure}` : "a plan";
}
