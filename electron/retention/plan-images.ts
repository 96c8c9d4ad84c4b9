/** Gathers what plans about single images need, afresh, and has them planned. Decides nothing. */
import type { GuardRails } from "../../shared/model/guard-rails.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { InspectIntent, RetentionIntent } from "../../shared/model/intent.ts";
import type { Planned } from "../../shared/model/plan.ts";
import { packer } from "../bake/packer.ts";
import { planInspect } from "../../shared/inspect/plan-inspect.ts";
import { priceOf } from "../../shared/plan/outlook/money.ts";
import { planRetention } from "../../shared/retention/plan-retention.ts";
import type { PlanRequest } from "../planning/plan-book.ts";
import { dryRun, type RetentionParts } from "./retention.ts";

export interface ImagePlanParts extends RetentionParts {
  guardRails(id: ConnectionId): GuardRails;
}

export type PlanImages = (
  request: PlanRequest,
  intent: InspectIntent | RetentionIntent,
) => Promise<Planned>;

export const imagePlans =
  (parts: ImagePlanParts): PlanImages =>
  (request, intent) =>
    intent.kind === "inspect" ? inspect(parts, request, intent) : retain(parts, request, intent);

async function inspect(
  parts: ImagePlanParts,
  { ids, nowMs }: PlanRequest,
  intent: InspectIntent,
): Promise<Planned> {
  const { reader, clock, connection } = parts.cloudOf(intent.connectionId);
  const factsReadAtMs = clock.now();
  const [images, subnets, identity] = await Promise.all([
    reader.images([intent.imageId], 1),
    reader.subnets(),
    reader.identity(),
  ]);
  const { prices } = parts.guardRails(intent.connectionId);
  return planInspect({
    planId: ids.planId,
    intent,
    image: images.find(({ id }) => id === intent.imageId) ?? null,
    accountId: identity.accountId,
    subnets,
    packer,
    price: priceOf(intent.instanceType, connection.region, prices),
    nowMs: nowMs ?? clock.now(),
    factsReadAtMs,
  });
}

/** What is chosen is looked at in full when the plan is made, and once more by each step. */
async function retain(
  parts: ImagePlanParts,
  { ids, nowMs }: PlanRequest,
  intent: RetentionIntent,
): Promise<Planned> {
  const { connectionId: connection, imageIds, rules, way } = intent;
  const { reader, clock } = parts.cloudOf(connection);
  const factsReadAtMs = clock.now();
  const [images, identity] = await Promise.all([reader.images(imageIds, 1), reader.identity()]);
  const report =
    way !== "carry-out" ? null : await dryRun(parts, connection, rules, { also: imageIds, nowMs });
  return planRetention({
    planId: ids.planId,
    intent,
    report,
    images: images.filter(({ id }) => imageIds.includes(id)),
    accountId: identity.accountId,
    nowMs: nowMs ?? clock.now(),
    factsReadAtMs,
  });
}
