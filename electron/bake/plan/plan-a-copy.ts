/** Gathers what the plan of a copy needs, afresh, from both of its connections, and has it planned. */
import { planCopy } from "../../../shared/bake/copy/plan-copy.ts";
import { inForce, revokedWords } from "../../../shared/lineage/revocation.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import type { PlanId } from "../../../shared/model/ids.ts";
import type { CopyIntent } from "../../../shared/model/intent.ts";
import type { Planned } from "../../../shared/model/plan.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { Cloud } from "../../ports.ts";
import { revocationsOf } from "./read-base.ts";

export interface CopyPlanning {
  readonly source: Cloud;
  readonly target: Cloud;
  /** Of the source's connection, as the inventory has them. */
  readonly knownImages: ReadonlyMap<string, ImageFact>;
}

export async function planACopy(
  { source: from, target: to, knownImages }: CopyPlanning,
  intent: CopyIntent,
  { planId, nowMs }: { readonly planId: PlanId; readonly nowMs: number | null },
): Promise<Planned> {
  const factsReadAtMs = to.clock.now();
  const now = nowMs ?? factsReadAtMs;
  const [[source = null], own, other] = await Promise.all([
    from.reader.images([intent.imageId]),
    from.reader.identity(),
    to.reader.identity(),
  ]);
  const isSeenThere = source && (await isSeenBy(from, source, other.accountId));
  const there = source ? await copiesThere(from, to, source) : [];
  const revocation =
    source && inForce(revocationsOf(knownImages, [source]).of(source.id), from.clock.now());
  return planCopy({
    planId,
    intent,
    source,
    from: { region: from.connection.region, accountId: own.accountId },
    to: { region: to.connection.region, accountId: other.accountId },
    readOnly: to.connection.readOnly ? to.connection.name : null,
    revoked: revocation && revokedWords(revocation),
    isSeenThere,
    there,
    nowMs: now,
    factsReadAtMs,
  });
}

/** Null: AWS didn't say whom it is shared with. */
async function isSeenBy(
  from: Cloud,
  source: ImageFact,
  accountId: string,
): Promise<boolean | null> {
  const permissions = await from.reader.launchPermissions(source.id);
  return permissions && (permissions.isPublic || permissions.accounts.includes(accountId));
}

async function copiesThere(
  from: Cloud,
  to: Cloud,
  source: ImageFact,
): Promise<readonly ImageFact[]> {
  const mark = `${from.connection.region}/${source.id}`;
  const [copies, named] = await Promise.all([
    to.reader.imagesByTag(TAG.copyOf, mark),
    to.reader.imagesByName(source.name),
  ]);
  return [...new Map([...copies, ...named].map((one) => [one.id, one])).values()];
}
