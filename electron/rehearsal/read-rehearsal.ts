/** Fills in what the inventory doesn't hold, by a few reads, and makes the seed. Nothing is changed anywhere. */
import type { CloudReader } from "../ports.ts";
import type { Facts, GroupExtras, TargetHealthFact } from "../../shared/model/facts.ts";
import { makeRehearsal } from "./make-rehearsal.ts";
import type { Rehearsal } from "./make-rehearsal.ts";

type RehearsalReader = Pick<
  CloudReader,
  "identity" | "subnets" | "groupExtras" | "images" | "targetGroups" | "targetHealth"
>;

export interface RehearsalSource {
  readonly facts: Facts;
  readonly region: string;
  readonly nowMs: number;
  readonly reader: RehearsalReader;
}

/** So many groups are asked what hangs on them; of the others it is said that nobody looked. */
const MOST_GROUPS_ASKED = 100;

export async function readRehearsal(source: RehearsalSource): Promise<Rehearsal> {
  const { facts, region, nowMs, reader } = source;
  const [{ accountId }, subnets] = await Promise.all([reader.identity(), reader.subnets()]);
  const extras = await readExtras(source);
  const targetHealth = facts.targetHealth.size > 0 ? facts.targetHealth : await readHealth(source);
  const targetGroups = await withDelays(source);
  const images = await withForeignImages(source);
  return makeRehearsal({
    facts: { ...facts, images, targetHealth, targetGroups },
    region,
    accountId,
    takenAtMs: nowMs,
    subnets: subnets.map(({ available, ...subnet }) => ({ ...subnet, freeAddresses: available })),
    extras,
  });
}

/** One after the other: each is several calls, and nobody waits for them. */
async function readExtras({ facts, reader }: RehearsalSource) {
  const extras = new Map<string, GroupExtras>();
  for (const { name } of [...facts.groups.values()].slice(0, MOST_GROUPS_ASKED))
    extras.set(name, await reader.groupExtras(name));
  return extras;
}

/** Images that servers and templates name and the account doesn't own; those that are gone aren't found. */
async function withForeignImages({ facts, reader }: RehearsalSource) {
  const images = new Map(facts.images);
  const named = new Set([
    ...[...facts.servers.values()].map(({ imageId }) => imageId),
    ...[...facts.templateVersions.values()].flatMap(({ imageId }) => imageId ?? []),
  ]);
  const unknown = [...named].filter((id) => !images.has(id));
  for (const image of await reader.images(unknown)) images.set(image.id, image);
  return images;
}

/** The inventory fills in deregistration delays some at a time: those that it doesn't know yet are asked for. */
async function withDelays({ facts, reader }: RehearsalSource) {
  const groups = new Map(facts.targetGroups);
  const missing = [...groups.values()].filter((each) => each.deregistrationDelaySeconds === null);
  const arns = missing.map(({ arn }) => arn);
  for (const group of await reader.targetGroups(arns)) groups.set(group.arn, group);
  return groups;
}

async function readHealth({ facts, reader }: RehearsalSource) {
  const health = new Map<string, TargetHealthFact>();
  for (const { arn } of facts.targetGroups.values()) {
    for (const each of await reader.targetHealth(arn))
      health.set(`${each.targetGroupArn}|${each.serverId}`, each);
  }
  return health;
}
