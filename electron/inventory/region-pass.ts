/**
 * Reads a region once, all tables at the same time, and gives out what changed page by page. Nothing is removed
 * unless everything was read: a failure in the middle leaves older facts where they are.
 */
import { templatesOf } from "../../shared/fleet/template-history.ts";
import type { FactTable, GroupFact, TemplateVersionFact } from "../../shared/model/facts.ts";
import {
  imageId,
  type GroupName,
  type ImageId,
  type TargetGroupArn,
} from "../../shared/model/ids.ts";
import type { Cloud, Priority } from "../ports.ts";
import type { FactStore, Reading } from "./fact-store.ts";
import type { FactDelta, FactRow } from "./messages.ts";

export interface PassParts {
  readonly cloud: Cloud;
  readonly store: FactStore;
  readonly onDelta: (delta: FactDelta) => void;
  /** A page was read; for progress. */
  readonly onPage: () => void;
  /** One of the big tables was read to its end; others may take longer, by AWS's budgets. */
  readonly onTable?: () => void;
}

const TABLES: readonly FactTable[] = [
  "groups",
  "servers",
  "images",
  "targetGroups",
  "targetHealth",
];

/** Returns the latest and the default version of each template in use. */
export async function readRegion(parts: PassParts): Promise<readonly TemplateVersionFact[]> {
  const { pages } = parts.cloud;
  const reading = parts.store.beginReading();
  const take = (table: FactTable) => async (source: AsyncIterable<readonly FactRow[]>) => {
    await takePages(parts, table, source, reading);
    parts.onTable?.();
  };
  const groups = pages.groupPages()[Symbol.asyncIterator]();
  await takePages(parts, "groups", nextPage(groups), reading);
  const latest: TemplateVersionFact[] = [];
  await allEnded([
    readGroupTables(parts, { [Symbol.asyncIterator]: () => groups }, latest, reading),
    take("servers")(pages.serverPages()),
    take("images")(pages.imagePages()),
    take("targetGroups")(pages.targetGroupPages()),
  ]);
  await readForeignImages(parts, reading);
  for (const table of TABLES) parts.onDelta(parts.store.removeUnseen(table, reading));
  removeUnused(parts, reading);
  return latest;
}

/** Of templates that no group has any more. The others' versions are read one template at a time. */
function removeUnused({ store, onDelta }: PassParts, reading: Reading): void {
  const used = new Set<string>(templatesOf(store.facts().groups.values()));
  const isUnused = (key: string) => !used.has(key.split(":")[0] ?? "");
  for (const table of ["templateVersions", "templateHistories"] as const)
    onDelta(store.removeUnseen(table, reading, isUnused));
}

async function takePages(
  { store, onDelta, onPage }: PassParts,
  table: FactTable,
  source: AsyncIterable<readonly FactRow[]>,
  reading: Reading,
): Promise<void> {
  for await (const rows of source) {
    onPage();
    onDelta(store.upsert(table, rows, reading));
  }
}

type GroupPages = AsyncIterable<readonly GroupFact[]>;

/** The first fleets are there before the big tables are even asked for. */
async function* nextPage(pages: AsyncIterator<readonly GroupFact[]>): GroupPages {
  const next = await pages.next();
  if (next.done !== true) yield next.value;
}

/** Groups say which templates and target groups matter. */
async function readGroupTables(
  parts: PassParts,
  groupPages: GroupPages,
  latest: TemplateVersionFact[],
  reading: Reading,
): Promise<void> {
  const { cloud, store } = parts;
  await takePages(parts, "groups", groupPages, reading);
  const groups = [...store.facts().groups.values()];
  const used = new Set<string>(templatesOf(groups));
  const readLatest = async () => {
    for await (const page of cloud.pages.latestVersionPages()) {
      const rows = page.filter(({ templateId }) => used.has(templateId));
      latest.push(...rows);
      parts.onPage();
      parts.onDelta(store.upsert("templateVersions", rows, reading));
    }
  };
  await allEnded([readLatest(), readHealth(parts, targetGroupsOf(groups), reading, 2)]);
}

const HEALTH_AT_ONCE = 16;

async function readHealth(
  { cloud, store, onDelta, onPage }: PassParts,
  arns: readonly TargetGroupArn[],
  reading: Reading,
  priority: Priority,
): Promise<void> {
  const waiting = [...arns];
  const work = async () => {
    for (let arn = waiting.shift(); arn !== undefined; arn = waiting.shift()) {
      const health = await cloud.reader.targetHealth(arn, priority);
      onPage();
      onDelta(store.upsert("targetHealth", health, reading));
    }
  };
  await allEnded(Array.from({ length: HEALTH_AT_ONCE }, work));
}

/** Images that servers or templates use and the account doesn't own. One that is gone is simply not there. */
async function readForeignImages(
  { cloud, store, onDelta }: PassParts,
  reading: Reading,
): Promise<void> {
  const { servers, templateVersions } = store.facts();
  const used = new Set<ImageId>();
  for (const server of servers.values()) used.add(server.imageId);
  for (const version of templateVersions.values())
    if (version.imageId !== null) used.add(version.imageId);
  const missing = [...used].filter(
    (id) => id !== imageId("") && !store.wasSeen("images", id, reading),
  );
  if (missing.length > 0)
    onDelta(store.upsert("images", await cloud.reader.images(missing, 2), reading));
}

/** What a running operation needs at once: its groups with members, servers and health. */
export async function readGroupsAgain(
  parts: PassParts,
  names: readonly GroupName[],
): Promise<void> {
  const { cloud, store, onDelta } = parts;
  const reading = store.beginReading();
  const asked = new Set<string>(names);
  const groups = await cloud.reader.groups(names, 0);
  const arns = targetGroupsOf(groups);
  onDelta(store.upsert("groups", groups, reading));
  onDelta(store.removeUnseen("groups", reading, (key) => asked.has(key)));
  const memberIds = groups.flatMap(({ members }) => members.map(({ serverId }) => serverId));
  const servers = async () =>
    onDelta(store.upsert("servers", await cloud.reader.servers(memberIds, 0), reading));
  await allEnded([servers(), readHealth(parts, arns, reading, 0)]);
  const read = new Set<string>(arns);
  onDelta(store.removeUnseen("targetHealth", reading, (key) => read.has(key.split("|")[0] ?? "")));
}

const targetGroupsOf = (groups: readonly GroupFact[]): readonly TargetGroupArn[] => [
  ...new Set(groups.flatMap(({ settings }) => settings.targetGroupArns)),
];

/** Waits for all, so that nothing of a failed pass goes on behind the next one; then throws the first failure. */
async function allEnded(work: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(work);
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}
