/**
 * What needs an image, and what the retention rules say: the inventory first, then a fresh look at what would go.
 * Nothing is changed here.
 */
import { BennuError } from "../../shared/errors.ts";
import { connectionId, imageId, type ConnectionId, type ImageId } from "../../shared/model/ids.ts";
import type {
  RetentionReport,
  RetentionRules,
  SafetyReport,
} from "../../shared/model/retention.ts";
import { diskOf } from "../../shared/retention/disk.ts";
import { newer, type ImageEvidence } from "../../shared/retention/evidence.ts";
import { inventoryEvidence, type KnownWorld } from "../../shared/retention/from-inventory.ts";
import { BLIND, judgeUse, verdictOf } from "../../shared/retention/judge-use.ts";
import {
  candidates,
  MOST_AT_ONCE,
  retentionReport,
  type ReportCase,
} from "../../shared/retention/retention-report.ts";
import type { ImageFact } from "../../shared/model/facts.ts";
import type { Cloud } from "../ports.ts";
import { knownWorld, type KnownParts } from "./known-world.ts";
import { lookAtUse, type FreshUse } from "./look-at-use.ts";
import type { RetentionRulesFile } from "./rules-file.ts";

export interface RetentionParts extends KnownParts {
  readonly rules: Pick<RetentionRulesFile, "of">;
  cloudOf(id: ConnectionId): Cloud;
}

export async function safetyOf(
  parts: RetentionParts,
  connection: ConnectionId,
  image: ImageId,
): Promise<SafetyReport> {
  const { clock } = parts.cloudOf(connection);
  const world = await placed(parts, connection);
  const fresh = (await look(parts, connection, world, [image])).get(image);
  if (!fresh)
    throw new BennuError({
      code: "not-found",
      message: `AWS lists no image ${image} here. It was deregistered, or is shared with this account no longer. Servers that were started from it go on.`,
    });
  const evidence = merged(inventoryEvidence(world)(fresh.image), fresh);
  const checks = judgeUse(evidence, parts.rules.of(connection), clock.now());
  return {
    imageId: image,
    name: fresh.image.name,
    verdict: verdictOf(checks),
    checks,
    blind: BLIND,
    disk: diskOf([fresh.image]),
    askedAtMs: clock.now(),
  };
}

/** `also`: looked at in full, whatever their age. `nowMs`: a plan that is made again is made as of the first time. */
export async function dryRun(
  parts: RetentionParts,
  connection: ConnectionId,
  rules: RetentionRules,
  {
    also = [],
    nowMs = null,
  }: { readonly also?: readonly ImageId[]; readonly nowMs?: number | null } = {},
): Promise<RetentionReport> {
  const world = await placed(parts, connection);
  const known = inventoryEvidence(world);
  const about: ReportCase = {
    images: ownImages(world),
    views: parts.views(connection).images,
    evidence: known,
    rules,
    factsReadAtMs: world.readAtMs,
    nowMs: nowMs ?? parts.cloudOf(connection).clock.now(),
  };
  const all = candidates(about);
  const wanted = also.length > 0 ? also : all.slice(0, MOST_AT_ONCE);
  const fresh = await look(parts, connection, world, wanted);
  const evidence = (image: ImageFact) => {
    const use = fresh.get(image.id);
    return use ? merged(known(use.image), use) : known(image);
  };
  const images = about.images.map((image) => fresh.get(image.id)?.image ?? image);
  return retentionReport({ ...about, images, evidence }, new Set(fresh.keys()), all);
}

const ownImages = ({ facts, accountId }: KnownWorld) =>
  [...facts.images.values()].filter(({ ownerId }) => accountId === null || ownerId === accountId);

/** The account is asked for where the inventory doesn't know it yet: without it no image is known to be ours. */
async function placed(parts: RetentionParts, connection: ConnectionId): Promise<KnownWorld> {
  const world = knownWorld(parts, connection);
  if (world.accountId !== null) return world;
  const { accountId } = await parts.cloudOf(connection).reader.identity();
  return { ...world, accountId };
}

function look(
  parts: RetentionParts,
  connection: ConnectionId,
  { accountId }: KnownWorld,
  ids: readonly ImageId[],
): Promise<ReadonlyMap<ImageId, FreshUse>> {
  if (ids.length === 0) return Promise.resolve(new Map());
  const { reader, clock } = parts.cloudOf(connection);
  return lookAtUse({ reader, accountId, now: () => clock.now() }, ids);
}

/** What was seen a moment ago goes before what the inventory says; what it could not see, the inventory still says. */
const merged = (known: ImageEvidence, fresh: FreshUse): ImageEvidence => ({
  ...known,
  ...fresh,
  servers: newer(known.servers, fresh.servers),
  templates: newer(known.templates, fresh.templates),
});

export const idsOf = (wish: { readonly connectionId: string; readonly imageId: string }) =>
  [connectionId(wish.connectionId), imageId(wish.imageId)] as const;
