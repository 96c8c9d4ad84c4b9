/** What was made from the old base, by recipe: of each the newest, and on what it stood. */
import { ancestors, descendants, type DescribedImage } from "../lineage/image-graph.ts";
import { seriesName } from "../lineage/series.ts";
import { TAG } from "../model/tags.ts";
import type { CampaignCase } from "./campaign-input.ts";

/** All images of one recipe, or of one series of names, for the same processors. */
export interface Family {
  readonly id: string;
  readonly name: string;
  /** The newest: what is made anew. */
  readonly head: DescribedImage;
  /** Of which family its parent is; null: the old base itself. */
  readonly parent: string | null;
}

export const familyOf = ({ fact }: Pick<DescribedImage, "fact">) =>
  `${fact.tags[TAG.recipe] ?? seriesName(fact.name)} ${fact.architecture}`;

/** Parents before children. */
export function familiesBelow(of: Pick<CampaignCase, "graph" | "from">): readonly Family[] {
  const heads = new Map<string, DescribedImage>();
  const below = descendants(of.graph, of.from.id);
  for (const image of below) {
    const known = heads.get(familyOf(image));
    if (known === undefined || known.createdAtMs < image.createdAtMs)
      heads.set(familyOf(image), image);
  }
  const families = [...heads].map(([id, head]) => ({
    id,
    head,
    name: head.fact.tags[TAG.recipe] ?? seriesName(head.name),
    parent: parentFamily(of, head, id),
  }));
  return inOrder(families);
}

/** An image that was made from an older one of its own family stands on what that one stood on. */
function parentFamily(
  { graph, from }: Pick<CampaignCase, "graph" | "from">,
  head: DescribedImage,
  own: string,
): string | null {
  for (const ancestor of ancestors(graph, head.id)) {
    if (ancestor.id === from.id) return null;
    if (familyOf(ancestor) !== own) return familyOf(ancestor);
  }
  return null;
}

function inOrder(families: readonly Family[]): readonly Family[] {
  const byId = new Map(families.map((family) => [family.id, family]));
  const ordered = new Map<string, Family>();
  const put = (family: Family, below: readonly string[]) => {
    const parent = family.parent === null ? undefined : byId.get(family.parent);
    if (parent && !ordered.has(parent.id) && !below.includes(parent.id))
      put(parent, [...below, family.id]);
    ordered.set(family.id, family);
  };
  const named = families.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const family of named) if (!ordered.has(family.id)) put(family, []);
  return [...ordered.values()];
}
