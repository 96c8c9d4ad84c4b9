/** Gathers afresh what plans about lineages ask for: a campaign, its way back, a revocation. Decides nothing. */
import { assertNever } from "../../shared/assert-never.ts";
import { planCampaign } from "../../shared/campaign/plan-campaign.ts";
import { planCampaignBack } from "../../shared/campaign/plan-back.ts";
import { BennuError } from "../../shared/errors.ts";
import { holeOf, indexHoles, type HoleWorld } from "../../shared/lineage/hole.ts";
import type { Facts } from "../../shared/model/facts.ts";
import type { ConnectionId, ImageId } from "../../shared/model/ids.ts";
import type {
  CampaignBackIntent,
  CampaignIntent,
  RevokeIntent,
} from "../../shared/model/intent.ts";
import type { Planned } from "../../shared/model/plan.ts";
import type { RecipeSummary } from "../../shared/model/recipe.ts";
import { planRevoke } from "../../shared/plan/plan-revoke.ts";
import type { FleetPolicy } from "../../shared/rules/fleet-policy.ts";
import type { Journal } from "../journal/journal.ts";
import type { PlanRequest } from "../planning/plan-book.ts";
import type { Cloud } from "../ports.ts";
import { campaignPast } from "./campaign-past.ts";
import { madeBy } from "./made-by.ts";

export type LineageIntent = CampaignIntent | CampaignBackIntent | RevokeIntent;

export interface CampaignParts {
  readonly journal: Journal;
  cloudOf(id: ConnectionId): Cloud;
  facts(id: ConnectionId): Facts;
  /** Every connection as it was last seen, asked anew each time: what it holds can be walked once. */
  worlds(): readonly HoleWorld[];
  /** The account of a connection; null: not known. */
  accountOf(id: ConnectionId): string | null;
  recipes(): Promise<readonly RecipeSummary[]>;
  readonly policy: FleetPolicy;
}

export type PlanLineage = (request: PlanRequest, intent: LineageIntent) => Promise<Planned>;

export function campaignPlans(parts: CampaignParts): PlanLineage {
  return (request, intent) => {
    switch (intent.kind) {
      case "campaign":
        return campaign(parts, request, intent);
      case "campaign-back":
        return Promise.resolve(back(parts, request, intent));
      case "revoke":
        return revoke(parts, request, intent);
      default:
        return assertNever(intent, "intent");
    }
  };
}

async function campaign(
  parts: CampaignParts,
  { ids, nowMs }: PlanRequest,
  intent: CampaignIntent,
): Promise<Planned> {
  const { connectionId, fromImageId, toImageId } = intent;
  const cloud = parts.cloudOf(connectionId);
  const [facts, recipes] = await Promise.all([
    withImages(parts, connectionId, [fromImageId, toImageId]),
    parts.recipes(),
  ]);
  const world = parts.worlds().find((one) => one.connectionId === connectionId);
  return planCampaign({
    intent,
    facts,
    recipes,
    connection: cloud.connection,
    fleets: [...(world?.fleets ?? [])],
    hole: holeOf(indexHoles(parts.worlds()), fromImageId),
    past: campaignPast(parts.journal),
    policy: parts.policy,
    ids,
    nowMs: nowMs ?? cloud.clock.now(),
  });
}

async function revoke(
  parts: CampaignParts,
  { ids, nowMs }: PlanRequest,
  intent: RevokeIntent,
): Promise<Planned> {
  const { connectionId, imageId } = intent;
  const cloud = parts.cloudOf(connectionId);
  const facts = await withImages(parts, connectionId, [imageId]);
  return planRevoke({
    intent,
    facts,
    image: facts.images.get(imageId) ?? null,
    hole: holeOf(indexHoles(parts.worlds()), imageId),
    accountId: parts.accountOf(connectionId),
    policy: parts.policy,
    ids,
    nowMs: nowMs ?? cloud.clock.now(),
  });
}

/** These as they are now, over what was last read; one that isn't there any more is left out. */
async function withImages(
  parts: CampaignParts,
  id: ConnectionId,
  wanted: readonly ImageId[],
): Promise<Facts> {
  const facts = parts.facts(id);
  const fresh = await parts.cloudOf(id).reader.images(wanted);
  const images = new Map(facts.images);
  for (const one of wanted) images.delete(one);
  for (const image of fresh) images.set(image.id, image);
  return { ...facts, images };
}

function back(
  parts: CampaignParts,
  { ids, nowMs }: PlanRequest,
  intent: CampaignBackIntent,
): Planned {
  const { journal } = parts;
  const record = journal.running.operation(intent.campaign);
  const plan = record && journal.evidence.plan(record.planId);
  if (!plan)
    throw new BennuError({
      code: "not-found",
      message: `There is no campaign ${intent.campaign}.`,
    });
  const facts = parts.facts(intent.connectionId);
  const made = madeBy(journal, intent.campaign, plan);
  return planCampaignBack({
    intent,
    campaign: plan,
    replaced: made.replaced,
    images: made.imageIds.map((id) => facts.images.get(id)?.name ?? id),
    policy: parts.policy,
    ids,
    nowMs: nowMs ?? parts.cloudOf(intent.connectionId).clock.now(),
  });
}
