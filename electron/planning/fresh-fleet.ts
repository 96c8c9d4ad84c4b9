/**
 * What a plan rests on, read afresh: the fleet's groups with their members, servers, template versions, images,
 * traffic and what hangs on the live group. The inventory's facts lie beneath, for what the plan only looks at.
 * Gathering only: nothing is decided here.
 */
import type { Facts, GroupExtras } from "../../shared/model/facts.ts";
import type { FleetView } from "../../shared/model/fleet.ts";
import { BennuError } from "../../shared/errors.ts";
import type { FleetId, GroupName, ImageId, TemplateId } from "../../shared/model/ids.ts";
import { templateHistory } from "../../shared/fleet/template-history.ts";
import { deriveFleets } from "../../shared/fleet/derive-fleets.ts";
import { promisedImages } from "../../shared/fleet/promised-generations.ts";
import { noReturnFacts, type ReturnFacts } from "../../shared/model/facts/return-facts.ts";
import type { LeftSizes } from "../../shared/drift/drift-case.ts";
import type { FleetPolicy } from "../../shared/rules/fleet-policy.ts";
import type { Cloud, CloudReader } from "../ports.ts";

export interface FreshFleet {
  readonly facts: Facts;
  readonly fleet: FleetView;
  readonly extras: GroupExtras;
  /** Of each other group of the fleet that is there. */
  readonly extrasOf: ReadonlyMap<GroupName, GroupExtras>;
  /** Images that any fleet of the connection promises to keep. */
  readonly promisedImages: ReadonlySet<string>;
}

export interface Known {
  readonly facts: Facts;
  readonly fleet: FleetView;
}

export interface FreshOptions {
  readonly policy: FleetPolicy;
  /** Images to read beside those of the fleet's generations. */
  readonly images: readonly ImageId[];
  /** Groups to read beside those known: one that was made a moment ago, which the inventory hasn't seen. */
  readonly groups: readonly GroupName[];
  readonly heldBy: ReadonlyMap<FleetId, string>;
  readonly leftSizes?: readonly LeftSizes[];
  readonly returnFacts?: ReturnFacts;
  readonly nowMs: number;
}

export async function readFleetAfresh(
  cloud: Cloud,
  known: Known,
  options: FreshOptions,
): Promise<FreshFleet> {
  const generations = known.fleet.generations.flatMap(({ groupName }) => groupName ?? []);
  const names = [...new Set([...generations, ...options.groups])];
  const facts = await freshFacts(cloud.reader, known, names, options);
  const { policy, heldBy, leftSizes = [], returnFacts = noReturnFacts, nowMs } = options;
  const { connection } = cloud;
  const about = { connection, nowMs, policy, heldBy, leftSizes, returnFacts };
  const fleets = deriveFleets(facts, about);
  const fleet = fleets.find(({ id }) => id === known.fleet.id);
  if (!fleet) throw vanished(known.fleet.name);
  const extrasOf = await extrasOfGroups(
    cloud.reader,
    names.filter((name) => facts.groups.has(name)),
  );
  const live = fleet.generations.find(({ id }) => id === fleet.liveId);
  const extras = (live?.groupName && extrasOf.get(live.groupName)) || noExtras;
  return { facts, fleet, extras, extrasOf, promisedImages: promisedImages(fleets) };
}

async function freshFacts(
  reader: CloudReader,
  { facts, fleet }: Known,
  names: readonly GroupName[],
  { images, nowMs }: Pick<FreshOptions, "images" | "nowMs">,
): Promise<Facts> {
  const groups = await reader.groups(names, 1);
  const templates = new Set<TemplateId>(
    fleet.generations.flatMap(({ templateId }) => templateId ?? []),
  );
  const members = groups.flatMap((group) => group.members.map(({ serverId }) => serverId));
  const arns = [...new Set(groups.flatMap((group) => group.settings.targetGroupArns))];
  const imageIds = new Set([
    ...fleet.generations.flatMap(({ imageId }) => imageId ?? []),
    ...images,
  ]);
  const [servers, histories, freshImages, targets, health] = await Promise.all([
    reader.servers(members, 1),
    Promise.all([...templates].map((id) => readHistory(reader, id, nowMs))),
    reader.images([...imageIds]),
    reader.targetGroups(arns),
    Promise.all(arns.map((arn) => reader.targetHealth(arn, 1))),
  ]);
  return {
    groups: overlaid(
      facts.groups,
      names,
      groups.map((row) => [row.name, row]),
    ),
    servers: overlaid(
      facts.servers,
      members,
      servers.map((row) => [row.id, row]),
    ),
    images: overlaid(
      facts.images,
      [...imageIds],
      freshImages.map((row) => [row.id, row]),
    ),
    templateVersions: overlaid(
      facts.templateVersions,
      [...facts.templateVersions]
        .filter(([, row]) => templates.has(row.templateId))
        .map(([key]) => key),
      histories
        .flatMap(({ versions }) => versions)
        .map((row) => [`${row.templateId}:${String(row.version)}`, row]),
    ),
    templateHistories: overlaid(
      facts.templateHistories,
      [...templates],
      histories.map(({ history }) => [history.templateId, history]),
    ),
    targetGroups: overlaid(
      facts.targetGroups,
      arns,
      targets.map((row) => [row.arn, row]),
    ),
    targetHealth: overlaid(
      facts.targetHealth,
      [...facts.targetHealth]
        .filter(([, row]) => arns.includes(row.targetGroupArn))
        .map(([key]) => key),
      health.flat().map((row) => [`${row.targetGroupArn}|${row.serverId}`, row]),
    ),
  };
}

async function readHistory(reader: CloudReader, id: TemplateId, nowMs: number) {
  const versions = await reader.templateVersions(id);
  return { versions, history: templateHistory(id, versions, nowMs) };
}

/** What was asked for and not found is gone; everything else stays as it was known. */
function overlaid<Row>(
  known: ReadonlyMap<string, Row>,
  asked: readonly string[],
  fresh: readonly (readonly [key: string, row: Row])[],
): ReadonlyMap<string, Row> {
  const rows = new Map(known);
  for (const key of asked) rows.delete(key);
  for (const [key, row] of fresh) rows.set(key, row);
  return rows;
}

async function extrasOfGroups(reader: CloudReader, names: readonly GroupName[]) {
  const read = names.map(async (name) => [name, await reader.groupExtras(name)] as const);
  return new Map(await Promise.all(read));
}

const noExtras: GroupExtras = {
  scalingPolicies: [],
  scheduledActions: [],
  lifecycleHooks: [],
  notifications: [],
  warmPool: null,
  activeRefresh: null,
};

const vanished = (name: string) =>
  new BennuError({
    code: "not-found",
    message: `The fleet ${name} isn't there any more: none of its groups was found just now. Nothing was changed. Look at its groups in AWS.`,
  });
