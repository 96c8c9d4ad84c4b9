/** Takes a campaign back: each fleet that it replaced returns by a roll back of its own, the latest first. */
import type { ChildWork } from "../model/campaign.ts";
import type { FleetId, OperationId } from "../model/ids.ts";
import type { CampaignBackIntent } from "../model/intent.ts";
import type { OperationStatus } from "../model/operation.ts";
import type { Duration, Plan, Planned } from "../model/plan.ts";
import { refuse, type PlanIds } from "../plan/plan-input.ts";
import type { FleetPolicy } from "../rules/fleet-policy.ts";
import { sumOf } from "../fleet/expected-time.ts";
import { countWords, listWords } from "../words/counts.ts";

/** A replacement that the campaign began, as the journal has it. */
export interface Replaced {
  readonly operationId: OperationId;
  readonly fleetId: FleetId;
  readonly fleetName: string;
  readonly status: OperationStatus;
  readonly startedAtMs: number;
}

export interface BackInput {
  readonly intent: CampaignBackIntent;
  readonly campaign: Plan;
  /** The newest attempt at each fleet. */
  readonly replaced: readonly Replaced[];
  /** Names of the images that it made. */
  readonly images: readonly string[];
  readonly policy: FleetPolicy;
  readonly ids: PlanIds;
  readonly nowMs: number;
}

export function planCampaignBack(input: BackInput): Planned {
  const { campaign, intent, images, ids, nowMs } = input;
  const latestFirst = input.replaced.toSorted((a, b) => b.startedAtMs - a.startedAtMs);
  if (latestFirst.length === 0)
    return refuse(
      `${campaign.title} has replaced no fleet, so there is nothing to take back.`,
      "Stop it, if it still runs. The images that it made stay; nothing runs them.",
    );
  const steps = [{ id: ids.stepId(1), ...returnStep(input, latestFirst) }];
  const plan: Plan = {
    id: ids.planId,
    kind: "campaign",
    connectionId: intent.connectionId,
    fleetId: null,
    fleetName: null,
    title: `Roll back: ${campaign.title}`,
    intent,
    madeAtMs: nowMs,
    factsReadAtMs: nowMs,
    steps,
    floor: 0,
    mostServers: 0,
    expected: sumOf(steps.map(({ expected }) => expected)),
    temporary: [],
    lost: [],
    warnings:
      images.length === 0
        ? []
        : [
            `${countWords(images.length, "image")} of the campaign ${images.length === 1 ? "stays" : "stay"}, verified, and can be put into service again: ${listWords(images, 20)}. Revoke what is bad.`,
          ],
    groups: null,
    recipe: null,
  };
  return { refused: false, plan };
}

function returnStep({ policy }: BackInput, replaced: readonly Replaced[]) {
  const children = replaced.map(({ fleetId, fleetName, operationId }, at): ChildWork => ({
    key: `back-${String(at + 1)}`,
    name: fleetName,
    expected: returnTime(policy),
    intent: { kind: "rollback", fleetId, of: operationId },
  }));
  return {
    title: `Return ${listWords(replaced.map(({ fleetName }) => fleetName))}`,
    detail: `${countWords(replaced.length, "fleet")}, the latest first`,
    phase: "Return",
    work: { kind: "run-children" as const, children, atOnce: 1 },
    calls: [],
    guards: ["Each return is planned afresh when its turn comes, with every guard of its own"],
    gate: "Every fleet serves from the generation before, or is skipped with a reason",
    undo: "Plan the campaign again.",
    expected: sumOf(children.map(({ expected }) => expected)),
    skippable: false,
  };
}

const returnTime = ({ attach, boot }: FleetPolicy): Duration => ({
  medianMs: attach.medianMs + boot.medianMs / 2,
  worstMs: attach.worstMs + boot.worstMs,
});
