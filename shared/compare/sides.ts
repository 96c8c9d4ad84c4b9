/** The sides of a comparison from facts, fleets and what is known of images. */
import { ancestors, graphOfFacts } from "../lineage/image-graph.ts";
import { Revocations } from "../lineage/revocation.ts";
import type { Facts, ImageFact, ServerFact } from "../model/facts.ts";
import type { FleetView, GenerationView, Revocation } from "../model/fleet.ts";
import type { ImageRecord } from "../model/manifest.ts";
import type { CompareSubject } from "./comparison.ts";
import type { Outside } from "./outside/outside.ts";

/** One side, gathered: what is compared, and what is said of it. */
export interface GatheredSide {
  readonly subject: CompareSubject;
  readonly label: string;
  readonly imageId: string | null;
  /** Null: gone, or never read. */
  readonly image: ImageFact | null;
  /** Names, oldest ancestor first. */
  readonly ancestry: readonly string[];
  readonly record: ImageRecord | null;
  /** How its manifest was learnt, in words, e.g. "printed by its bake". */
  readonly recordFrom: string | null;
  readonly outside: Outside | null;
  /** Of its image, or of one from which that was made. */
  readonly revoked: Revocation | null;
  readonly notes: readonly string[];
}

export function imageSide(
  subject: Extract<CompareSubject, { kind: "image" }>,
  facts: Facts,
  record: ImageRecord | null,
): GatheredSide {
  const { imageId } = subject;
  const about = ofImage(imageId, facts, record);
  return { ...about, subject, label: about.image?.name ?? imageId, outside: null };
}

export function generationSide(
  fleet: FleetView,
  generation: GenerationView,
  facts: Facts,
  record: ImageRecord | null,
): GatheredSide {
  const { imageId, templateId, templateVersion: version, groupName } = generation;
  const about = ofImage(imageId, facts, record);
  return {
    ...about,
    subject: { kind: "generation", fleetId: fleet.id, generationId: generation.id },
    label: `${fleet.name} ${generation.label}`,
    outside: {
      templateVersion:
        facts.templateVersions.get(`${templateId ?? ""}:${String(version ?? "")}`) ?? null,
      group: groupName === null ? null : (facts.groups.get(groupName) ?? null),
      server: null,
    },
  };
}

/** `record`: of the server itself, as it was read from it; null: nothing could be read. */
export function serverSide(
  subject: Extract<CompareSubject, { kind: "server" }>,
  server: ServerFact,
  facts: Facts,
  record: {
    readonly of: ImageRecord | null;
    readonly from: string;
    readonly notes: readonly string[];
  },
): GatheredSide {
  const about = ofImage(server.imageId, facts, record.of);
  const address = server.privateIp === null ? "" : ` · ${server.privateIp}`;
  const group = server.groupName === null ? null : (facts.groups.get(server.groupName) ?? null);
  const { id, version } = server.template ?? {};
  return {
    ...about,
    subject,
    label: `server ${server.id}${address}`,
    recordFrom: record.of?.manifest ? record.from : null,
    outside: {
      templateVersion: facts.templateVersions.get(`${id ?? ""}:${version ?? ""}`) ?? null,
      group,
      server,
    },
    notes: [...(about.image === null ? about.notes : []), ...record.notes],
  };
}

function ofImage(imageId: string | null, facts: Facts, record: ImageRecord | null) {
  const image = imageId === null ? null : (facts.images.get(imageId) ?? null);
  const graph = graphOfFacts(facts.images, new Set());
  const line = imageId === null ? [] : ancestors(graph, imageId);
  const ancestry = line.map((one) => one.name).reverse();
  const recordFrom = record?.manifest ? fromWords(record) : null;
  const revoked = imageId === null ? null : new Revocations(facts.images).of(imageId);
  return { imageId, image, ancestry, record, recordFrom, revoked, notes: notesOf(image, record) };
}

const fromWords = (record: ImageRecord) =>
  record.bakedByOperation === null
    ? "printed by a server of this image at its first boot"
    : "printed by its bake";

function notesOf(image: ImageFact | null, record: ImageRecord | null): string[] {
  if (image === null)
    return ["The image is gone or was never read: only what was kept of it can be compared."];
  if (record?.manifest) return [];
  return [
    "What is inside this image is not known here: no bake or look of this console printed it, and no first boot of a running server of it could be read. “Look into it…” on its page under Images tells.",
  ];
}
