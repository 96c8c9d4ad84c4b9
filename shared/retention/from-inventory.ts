/** What the inventory knows of the use of images, indexed once for all of them. */
import type { Facts, GroupFact, ImageFact, TemplateVersionFact } from "../model/facts.ts";
import type { FleetView } from "../model/fleet.ts";
import { notLooked, type ImageEvidence, type Looked, type TemplateUse } from "./evidence.ts";

export interface KnownWorld {
  readonly facts: Facts;
  readonly fleets: readonly FleetView[];
  readonly accountId: string | null;
  readonly readAtMs: number;
  /** By image: what other connections hold, e.g. `i-1 in "Stage"`; null: not all of them could be read. */
  readonly elsewhere: ReadonlyMap<string, readonly string[]> | null;
}

const NOT_YET = "not yet.";

export function inventoryEvidence(world: KnownWorld): (image: ImageFact) => ImageEvidence {
  const { facts, readAtMs, accountId } = world;
  const servers = grouped([...facts.servers.values()], ({ imageId }) => imageId);
  const templates = templateUses(facts);
  const promises = promisesOf(world.fleets);
  const seen = <V>(value: V): Looked<V> => ({ atMs: readAtMs, value });
  return (image) => ({
    image,
    accountId,
    servers: seen((servers.get(image.id) ?? []).map(({ id, state }) => `${id} (${state})`)),
    templates: seen(templates.get(image.id) ?? []),
    launchConfigurations: notLooked(NOT_YET),
    references: notLooked(NOT_YET),
    permissions: notLooked(NOT_YET),
    lastLaunchedAtMs: notLooked(NOT_YET),
    promises: seen(promises.get(image.id) ?? []),
    elsewhere:
      world.elsewhere === null
        ? notLooked("another connection could not be read.")
        : seen(world.elsewhere.get(image.id) ?? []),
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const byKey = new Map<string, T[]>();
  for (const item of items) {
    const known = byKey.get(keyOf(item));
    if (known) known.push(item);
    else byKey.set(keyOf(item), [item]);
  }
  return byKey;
}

function templateUses({ templateVersions, groups }: Facts): ReadonlyMap<string, TemplateUse[]> {
  const byTemplate = grouped([...templateVersions.values()], ({ templateId }) => templateId);
  const pinned = pinnedVersions([...groups.values()]);
  const uses = new Map<string, TemplateUse[]>();
  for (const [id, versions] of byTemplate) {
    for (const { imageId, use } of usesOf(versions, pinned.get(id) ?? [])) {
      const known = uses.get(imageId);
      if (known) known.push(use);
      else uses.set(imageId, [use]);
    }
  }
  return uses;
}

interface Pin {
  /** A number as text, `$Latest` or `$Default`. */
  readonly version: string;
  readonly group: string;
}

/** Of one template: each version that names an image, with how far back it is and which groups use it. */
export function usesOf(
  versions: readonly TemplateVersionFact[],
  pins: readonly Pin[],
): readonly { readonly imageId: string; readonly use: TemplateUse }[] {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  return newestFirst.flatMap(({ imageId, version, isDefault, templateName, templateId }, at) => {
    if (imageId === null) return [];
    const groups = pins.filter(
      ({ version: pin }) =>
        pin === String(version) ||
        (pin === "$Default" && isDefault) ||
        (pin === "$Latest" && at === 0),
    );
    const use = {
      template: templateName === "" ? templateId : templateName,
      version,
      depth: at + 1,
      isDefault,
      groups: [...new Set(groups.map(({ group }) => group))],
    };
    return [{ imageId, use }];
  });
}

/** By template: what each group asks for, also where an override of its mixed instances policy names another one. */
export function pinnedVersions(groups: readonly GroupFact[]): ReadonlyMap<string, readonly Pin[]> {
  const pins = new Map<string, Pin[]>();
  for (const { name, template, members, settings } of groups) {
    const wanted = [
      ...(template ? [{ id: String(template.id), version: template.version }] : []),
      ...members.flatMap(({ template: own }) =>
        own ? [{ id: String(own.id), version: own.version }] : [],
      ),
      ...specificationsIn(settings.mixedInstances),
    ];
    for (const { id, version } of wanted) {
      const known = pins.get(id) ?? [];
      if (!known.some((pin) => pin.group === name && pin.version === version))
        known.push({ version, group: name });
      pins.set(id, known);
    }
  }
  return pins;
}

/** Every LaunchTemplateSpecification within AWS's own words for the policy. */
function specificationsIn(value: unknown): readonly { id: string; version: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const { LaunchTemplateId: id, Version: version } = value as Record<string, unknown>;
  const own =
    typeof id === "string"
      ? [{ id, version: typeof version === "string" ? version : "$Default" }]
      : [];
  return [...own, ...Object.values(value).flatMap(specificationsIn)];
}

/** Images that generations stand on which must be able to serve: live, warm, rising, promised. */
function promisesOf(fleets: readonly FleetView[]): ReadonlyMap<string, readonly string[]> {
  const byImage = new Map<string, string[]>();
  for (const { name, generations } of fleets) {
    for (const { imageId, state, promise, label } of generations) {
      const stands = promise !== null || state === "live" || state === "warm" || state === "rising";
      if (imageId === null || !stands) continue;
      const words = `${name} ${label} (${promise === null ? state : `${state}, promised`})`;
      byImage.set(imageId, [...(byImage.get(imageId) ?? []), words]);
    }
  }
  return byImage;
}
