/**
 * The image graph, both ways. Every image has at most one parent, so a lineage is a forest; tags are other people's
 * words and may claim a circle, so every walk ends at an image it has seen.
 */
import type { ImageFact } from "../model/facts.ts";
import type { ImageId } from "../model/ids.ts";
import { TAG } from "../model/tags.ts";
import { imageDirectory, parentageOf, type Parentage } from "./parentage.ts";

export type ImageKind = "base" | "golden" | "server" | "unknown";

/** What the graph needs of an image: an ImageFact's parentage, or an ImageView as it is. */
export interface LineageImage {
  readonly id: ImageId;
  readonly name: string;
  readonly kind: ImageKind;
  readonly parentId: ImageId | null;
  readonly createdAtMs: number;
}

export interface ImageGraph<T extends LineageImage = LineageImage> {
  readonly images: ReadonlyMap<string, T>;
  /** By parent id; also of parents that are no longer there. Oldest first. */
  readonly children: ReadonlyMap<string, readonly T[]>;
}

export function imageGraph<T extends LineageImage>(images: Iterable<T>): ImageGraph<T> {
  const byId = new Map<string, T>();
  const children = new Map<string, T[]>();
  for (const image of images) {
    byId.set(image.id, image);
    if (image.parentId === null) continue;
    const siblings = children.get(image.parentId);
    if (siblings === undefined) children.set(image.parentId, [image]);
    else siblings.push(image);
  }
  for (const siblings of children.values()) siblings.sort(byTimeThenName);
  return { images: byId, children };
}

export function byTimeThenName(a: LineageImage, b: LineageImage): number {
  if (a.createdAtMs !== b.createdAtMs) return a.createdAtMs - b.createdAtMs;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Parent first, the oldest last. Images that are gone are left out; a circle ends where it closes. */
export function ancestors<T extends LineageImage>(graph: ImageGraph<T>, id: string): T[] {
  const found: T[] = [];
  const seen = new Set<string>([id]);
  let parentId = graph.images.get(id)?.parentId ?? null;
  while (parentId !== null && !seen.has(parentId)) {
    seen.add(parentId);
    const parent = graph.images.get(parentId);
    if (parent === undefined) break;
    found.push(parent);
    parentId = parent.parentId;
  }
  return found;
}

/** Everything made from the image, by any number of steps, nearest first. */
export function descendants<T extends LineageImage>(graph: ImageGraph<T>, id: string): T[] {
  const found: T[] = [];
  const seen = new Set<string>([id]);
  const open: string[] = [id];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const child of graph.children.get(next) ?? []) {
      if (seen.has(child.id)) continue;
      seen.add(child.id);
      found.push(child);
      open.push(child.id);
    }
  }
  return found;
}

/** The base that a lineage starts from: the image itself if it has no known parent. */
export function rootOf<T extends LineageImage>(graph: ImageGraph<T>, id: string): T | null {
  return ancestors(graph, id).at(-1) ?? graph.images.get(id) ?? null;
}

export interface DescribedImage extends LineageImage {
  readonly fact: ImageFact;
  readonly parentage: Parentage | null;
}

/** `usedByFleets`: images that fleets run, which makes them server images whatever their names. */
export function graphOfFacts(
  images: ReadonlyMap<string, ImageFact>,
  usedByFleets: ReadonlySet<string>,
): ImageGraph<DescribedImage> {
  const directory = imageDirectory(images);
  const parentages = new Map<string, Parentage | null>();
  const parents = new Set<string>();
  for (const image of images.values()) {
    const parentage = parentageOf(image, directory);
    parentages.set(image.id, parentage);
    if (parentage !== null) parents.add(parentage.parentId);
  }
  const described = [...images.values()].map((fact) => {
    const parentage = parentages.get(fact.id) ?? null;
    const kind = kindOf(fact, parentage !== null, parents.has(fact.id), usedByFleets.has(fact.id));
    return describe(fact, parentage, kind);
  });
  return imageGraph(described);
}

function describe(fact: ImageFact, parentage: Parentage | null, kind: ImageKind): DescribedImage {
  const { id, name, createdAtMs } = fact;
  return { id, name, createdAtMs, kind, parentId: parentage?.parentId ?? null, fact, parentage };
}

function kindOf(
  image: ImageFact,
  hasParent: boolean,
  hasChildren: boolean,
  used: boolean,
): ImageKind {
  const tagged = image.tags[TAG.kind];
  if (tagged === "base" || tagged === "golden" || tagged === "server") return tagged;
  if (used) return "server";
  if (!hasParent) return hasChildren ? "base" : "unknown";
  return hasChildren ? "golden" : "server";
}
