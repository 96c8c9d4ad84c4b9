/**
 * A fresh look at all that may need some images. A part that AWS doesn't let us see, or doesn't answer now, is told
 * as not looked at: then nobody takes the image away.
 */
import { BennuError } from "../../shared/errors.ts";
import type { ImageFact, TemplateVersionFact } from "../../shared/model/facts.ts";
import { templateId, type ImageId, type TemplateId } from "../../shared/model/ids.ts";
import type {
  ImageReferenceFact,
  LaunchPermissions,
} from "../../shared/model/facts/image-use-facts.ts";
import {
  notLooked,
  type ImageEvidence,
  type Looked,
  type TemplateUse,
} from "../../shared/retention/evidence.ts";
import { pinnedVersions, usesOf } from "../../shared/retention/from-inventory.ts";
import type { CloudReader } from "../ports.ts";

/** Promises and other connections are known to the console alone. */
export type FreshUse = Omit<ImageEvidence, "promises" | "elsewhere">;

export interface LookingParts {
  readonly reader: CloudReader;
  readonly accountId: string | null;
  readonly now: () => number;
}

/** Of those that are still there; the others are left out. */
export async function lookAtUse(
  parts: LookingParts,
  ids: readonly ImageId[],
): Promise<ReadonlyMap<ImageId, FreshUse>> {
  const { reader } = parts;
  const images = (await reader.images(ids, 1)).filter(({ id }) => ids.includes(id));
  const here = images.map(({ id }) => id);
  const look = <V>(read: () => Promise<V>) => lookedAt(parts.now, read);
  const [servers, references, configurations, launched] = await Promise.all([
    look(() => reader.serversFrom(here)),
    look(() => reader.imageReferences(here)),
    look(() => reader.launchConfigurations()),
    look(() => reader.lastLaunched(here)),
  ]);
  const templates = await templatesOf(parts, references);
  const each = images.map(async (image): Promise<readonly [ImageId, FreshUse]> => [
    image.id,
    {
      image,
      accountId: parts.accountId,
      servers: mapped(servers, (all) =>
        all
          .filter(({ imageId }) => imageId === image.id)
          .map(({ id, state }) => `${id} (${state})`),
      ),
      references: mapped(references, (all) => all.filter(({ imageId }) => imageId === image.id)),
      launchConfigurations: mapped(configurations, (all) =>
        all.filter(({ imageId }) => imageId === image.id).map(({ name }) => name),
      ),
      lastLaunchedAtMs: mapped(launched, (all) => all.get(image.id) ?? null),
      templates: mapped(templates, (all) => all.get(image.id) ?? []),
      permissions: await permissionsOf(parts, image),
    },
  ]);
  return new Map(await Promise.all(each));
}

async function lookedAt<V>(now: () => number, read: () => Promise<V>): Promise<Looked<V>> {
  const atMs = now();
  try {
    return { atMs, value: await read() };
  } catch (error) {
    if (error instanceof BennuError) return notLooked(error.message);
    throw error;
  }
}

const mapped = <V, W>(looked: Looked<V>, to: (value: V) => W): Looked<W> =>
  looked.atMs === null ? looked : { atMs: looked.atMs, value: to(looked.value) };

/** Only its owner may see whom it is shared with; another's image can't be taken away anyway. */
async function permissionsOf(
  parts: LookingParts,
  image: ImageFact,
): Promise<Looked<LaunchPermissions>> {
  if (image.ownerId !== parts.accountId) return notLooked("only its owner may see them.");
  const looked = await lookedAt(parts.now, () => parts.reader.launchPermissions(image.id));
  if (looked.atMs === null) return looked;
  return looked.value === null
    ? notLooked("only its owner may see them.")
    : { atMs: looked.atMs, value: looked.value };
}

type Uses = ReadonlyMap<string, readonly TemplateUse[]>;

/** AWS says which templates name an image, not in which version: those are read, and who uses them. */
async function templatesOf(
  { reader, now }: LookingParts,
  references: Looked<readonly ImageReferenceFact[]>,
): Promise<Looked<Uses>> {
  if (references.atMs === null) return references;
  const named = references.value.flatMap(({ arn }) => templateIn(arn) ?? []);
  const ids = [...new Set(named)];
  return lookedAt(now, async () => {
    const [groups, versions] = await Promise.all([
      reader.groupsOfTemplates(ids),
      Promise.all(ids.map(async (id) => [id, await versionsOf(reader, id)] as const)),
    ]);
    const pins = pinnedVersions(groups);
    const uses = new Map<string, TemplateUse[]>();
    for (const [id, all] of versions) {
      for (const { imageId, use } of usesOf(all, pins.get(id) ?? []))
        uses.set(imageId, [...(uses.get(imageId) ?? []), use]);
    }
    return uses;
  });
}

function templateIn(arn: string): TemplateId | null {
  const id = /:launch-template\/(lt-[0-9a-f]+)/.exec(arn)?.[1];
  return id === undefined ? null : templateId(id);
}

/** One that has gone meanwhile names nothing. */
async function versionsOf(
  reader: CloudReader,
  id: TemplateId,
): Promise<readonly TemplateVersionFact[]> {
  try {
    return await reader.templateVersions(id);
  } catch (error) {
    if (error instanceof BennuError && error.code === "not-found") return [];
    throw error;
  }
}
