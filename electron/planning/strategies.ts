/** Which strategies a fleet could be replaced by now: each planner is asked, on the same fresh facts. Decides nothing. */
import type { StrategyAnswer } from "../../shared/contract/strategy-answer.ts";
import { planId, stepId, type FleetId, type ImageId } from "../../shared/model/ids.ts";
import { keepsAndLoses } from "../../shared/plan/outlook/keeps-and-loses.ts";
import { templateOf, type OutlookInput } from "../../shared/plan/outlook/outlook.ts";
import { serverData, type ServerData } from "../../shared/plan/outlook/server-data.ts";
import { planByStrategy } from "../../shared/plan/strategy/plan-by-strategy.ts";
import { liveOf, noLive } from "../../shared/plan/plan-input.ts";
import { proposeStrategy, type Candidate } from "../../shared/plan/strategy/propose-strategy.ts";
import { defaultIntent, strategies } from "../../shared/plan/strategy/strategy-defaults.ts";
import type { ReplaceIntent } from "../../shared/model/intent.ts";
import { fleetInput, type PlanningParts } from "./make-plan.ts";
import { outlookInput, withOutlook, type OutlookParts } from "./outlook.ts";

export type PartsWithOutlook = PlanningParts & { readonly outlook: OutlookParts };

export async function strategiesFor(
  parts: PartsWithOutlook,
  fleetId: FleetId,
  imageId: ImageId,
): Promise<StrategyAnswer> {
  const request = { ids, nowMs: null, superseding: null };
  const read = await fleetInput(parts, request, fleetId, [imageId]);
  const live = liveOf(read);
  if (live === null) return noLive(read.fleet);
  const cloud = parts.cloudOf(read.fleet.connectionId);
  const input = await outlookInput(parts.outlook, cloud, read);
  const data = serverData(live.group, input.facts, templateOf(live, input), input.around.types);
  const desired = live.group.desiredCapacity;
  const candidates = strategies.map((strategy) => {
    const options = { fleetId, imageId, desired, policy: parts.policy };
    return candidate(defaultIntent(strategy, options), input, data, desired);
  });
  const { alarms } = input.around;
  return { refused: false, proposal: proposeStrategy({ candidates, data }), alarms };
}

function candidate(
  intent: ReplaceIntent,
  input: OutlookInput,
  data: ServerData,
  desired: number,
): Candidate {
  const image = input.facts.images.get(intent.imageId) ?? null;
  const planned = withOutlook(
    planByStrategy({ ...input, intent, image }),
    input.around.past,
    input,
  );
  const outlook = planned.refused ? null : (planned.plan.outlook ?? null);
  const kept = keepsAndLoses(intent, data, desired);
  return { strategy: intent.strategy, planned, outlook, kept };
}

/** These plans are looked at and never started. */
const ids = { planId: planId("none"), stepId: (place: number) => stepId(`none/${String(place)}`) };
