/** Images as rows: parent, kind, verification, and which generations and servers use them. */
import { graphOfFacts, type DescribedImage } from "../lineage/image-graph.ts";
import { Revocations } from "../lineage/revocation.ts";
import type { Connection } from "../model/connection.ts";
import type { Facts, Tags } from "../model/facts.ts";
import type { FleetView, ImageView } from "../model/fleet.ts";
import type { CutFact } from "../model/manifest.ts";
import { TAG } from "../model/tags.ts";
import { usedImages } from "./derive-fleets.ts";
import { indexFacts } from "./fact-index.ts";
import { servesFrom } from "./generations/group-standing.ts";
import { verificationOf } from "./verification.ts";

type UsedBy = ImageView["usedBy"][number];

export function deriveImages(
  facts: Facts,
  fleets: readonly FleetView[],
  knownManifests: ReadonlySet<string>,
  connection: Connection,
  cutManifests: ReadonlyMap<string, CutFact> = new Map(),
): ImageView[] {
  const uses = usesByImage(fleets);
  const graph = graphOfFacts(facts.images, new Set([...usedImages(facts), ...uses.keys()]));
  const inService = inServiceByImage(facts, fleets);
  const revocations = new Revocations(facts.images);
  return [...graph.images.values()].map((image) => ({
    ...imageRow(image, connection),
    serversInService: inService.get(image.id) ?? 0,
    usedBy: uses.get(image.id) ?? [],
    manifestKnown: knownManifests.has(image.id),
    ...cutOf(cutManifests.get(image.id)),
    revoked: revocations.of(image.id),
  }));
}

const cutOf = (cut: CutFact | undefined): Pick<ImageView, "manifestCut"> =>
  cut === undefined ? {} : { manifestCut: cut };

function imageRow({ fact, kind, parentage }: DescribedImage, connection: Connection) {
  return {
    id: fact.id,
    connectionId: connection.id,
    name: fact.name,
    kind,
    state: fact.state,
    recipe: fact.tags[TAG.recipe] ?? null,
    version: fact.tags[TAG.version] ?? null,
    parentId: parentage?.parentId ?? null,
    parentBy: parentage?.parentBy ?? null,
    verification: verificationOf(fact),
    createdAtMs: fact.createdAtMs,
    deprecatedAtMs: fact.deprecatedAtMs,
    protectedFromDeregistration: fact.deregistrationProtected,
    architecture: fact.architecture,
    ownerId: fact.ownerId,
    ...madeOf(fact.tags),
    tags: furtherTags(fact.tags),
    readAtMs: fact.readAtMs,
  };
}

function madeOf(tags: Tags): Pick<ImageView, "recipeDigest" | "inputsDigest" | "commit"> {
  const {
    [TAG.recipeDigest]: recipeDigest,
    [TAG.inputs]: inputsDigest,
    [TAG.commit]: commit,
  } = tags;
  return {
    ...(recipeDigest === undefined ? {} : { recipeDigest }),
    ...(inputsDigest === undefined ? {} : { inputsDigest }),
    ...(commit === undefined ? {} : { commit }),
  };
}

/** What the row's other fields say isn't said twice: twenty thousand rows go over the bridge. */
const said: ReadonlySet<string> = new Set([
  TAG.kind,
  TAG.recipe,
  TAG.version,
  TAG.parent,
  TAG.verified,
  TAG.recipeDigest,
  TAG.inputs,
  TAG.commit,
]);
const furtherTags = (tags: Tags): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !said.has(key)));

function usesByImage(fleets: readonly FleetView[]): Map<string, UsedBy[]> {
  const uses = new Map<string, UsedBy[]>();
  for (const fleet of fleets) {
    for (const { imageId, label, state, servers } of fleet.generations) {
      if (imageId === null) continue;
      const use = { fleetId: fleet.id, fleetName: fleet.name, label, state, servers };
      const known = uses.get(imageId);
      if (known === undefined) uses.set(imageId, [use]);
      else known.push(use);
    }
  }
  return uses;
}

/** By what each server itself runs, snowflakes too; servers that are kept warm don't serve. */
function inServiceByImage(facts: Facts, fleets: readonly FleetView[]): Map<string, number> {
  const index = indexFacts(facts);
  const counts = new Map<string, number>();
  for (const group of servingGroups(fleets)) {
    const fact = facts.groups.get(group);
    for (const member of fact?.members ?? []) {
      const server = facts.servers.get(member.serverId);
      if (fact === undefined || server === undefined || !servesFrom(fact, member, index)) continue;
      counts.set(server.imageId, (counts.get(server.imageId) ?? 0) + 1);
    }
  }
  return counts;
}

function servingGroups(fleets: readonly FleetView[]): Set<string> {
  const names = fleets.flatMap((fleet) =>
    fleet.generations.flatMap((one) =>
      (one.state === "live" || one.state === "rising") && one.groupName !== null
        ? [one.groupName]
        : [],
    ),
  );
  return new Set(names);
}
