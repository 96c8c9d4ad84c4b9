/**
 * The older versions of the launch templates in use: the generations that can come back cold. AWS lists them by
 * template only, which takes a call each, so they are read after everything else and again only when the template's
 * latest or default version changed. A version that was deleted is noticed by a slow sweep.
 */
import {
  endsOf,
  refsOf,
  templateHistory,
  templatesOf,
  type TemplateEnds,
} from "../../shared/fleet/template-history.ts";
import type { Facts, TemplateVersionFact } from "../../shared/model/facts.ts";
import type { ImageId, TemplateId } from "../../shared/model/ids.ts";
import type { PassParts } from "./region-pass.ts";

const SWEEP_AFTER_MS = 10 * 60_000;
const SWEPT_AT_ONCE = 20;
const READ_AT_ONCE = 10;

/** Which are to be read now, those that servers run by ahead. `latest`: of each template in use. */
export function historiesToRead(
  facts: Facts,
  latest: readonly TemplateVersionFact[],
  nowMs: number,
): readonly TemplateId[] {
  const byTemplate = Map.groupBy(latest, ({ templateId }) => templateId);
  const needed = templatesWithUnknown(facts);
  const changed: TemplateId[] = [];
  const old: { readonly id: TemplateId; readonly readAtMs: number }[] = [];
  for (const id of templatesOf(facts.groups.values())) {
    const held = facts.templateHistories.get(id);
    if (held === undefined || !sameEnds(held, endsOf(byTemplate.get(id) ?? []))) changed.push(id);
    else if (nowMs - held.readAtMs >= SWEEP_AFTER_MS) old.push({ id, readAtMs: held.readAtMs });
  }
  const swept = old.sort((a, b) => a.readAtMs - b.readAtMs).slice(0, SWEPT_AT_ONCE);
  const urgency = (id: TemplateId) => (needed.has(id) ? 0 : 1);
  return [...changed.sort((a, b) => urgency(a) - urgency(b)), ...swept.map(({ id }) => id)];
}

const sameEnds = (left: TemplateEnds, right: TemplateEnds) =>
  left.latestVersion === right.latestVersion && left.defaultVersion === right.defaultVersion;

/** Of which a version is in use that is neither the latest nor the default one. */
function templatesWithUnknown({ groups, templateVersions }: Facts): ReadonlySet<TemplateId> {
  const unknown = new Set<TemplateId>();
  for (const { id, version } of refsOf(groups.values()))
    if (!version.startsWith("$") && !templateVersions.has(`${id}:${version}`)) unknown.add(id);
  return unknown;
}

/** Some at a time; each is complete when it is told, with the images that its versions name. */
export async function readHistories(
  parts: PassParts,
  ids: readonly TemplateId[],
  signal: AbortSignal,
): Promise<void> {
  for (let start = 0; start < ids.length && !signal.aborted; start += READ_AT_ONCE)
    await readSome(parts, ids.slice(start, start + READ_AT_ONCE));
}

async function readSome(parts: PassParts, ids: readonly TemplateId[]): Promise<void> {
  const { cloud, store, onDelta } = parts;
  const reading = store.beginReading();
  const readAtMs = cloud.clock.now();
  const versions: TemplateVersionFact[] = [];
  for await (const page of cloud.pages.templateVersionPages(ids)) versions.push(...page);
  await readImagesOf(parts, versions);
  const byTemplate = Map.groupBy(versions, ({ templateId }) => templateId);
  const histories = ids.map((id) => templateHistory(id, byTemplate.get(id) ?? [], readAtMs));
  const read = new Set<string>(ids);
  onDelta(store.upsert("templateVersions", versions, reading));
  onDelta(
    store.removeUnseen("templateVersions", reading, (key) => read.has(key.split(":")[0] ?? "")),
  );
  onDelta(store.upsert("templateHistories", histories, reading));
}

/** Else an image of another account would be taken to be gone until the next pass. */
async function readImagesOf(
  { cloud, store, onDelta }: PassParts,
  versions: readonly TemplateVersionFact[],
): Promise<void> {
  const { images } = store.facts();
  const named = new Set<ImageId>(versions.flatMap(({ imageId }) => imageId ?? []));
  const missing = [...named].filter((id) => !images.has(id));
  const reading = store.beginReading();
  if (missing.length > 0)
    onDelta(store.upsert("images", await cloud.reader.images(missing, 3), reading));
}
