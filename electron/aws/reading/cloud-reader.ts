/** The ports CloudReader and RegionPages on the SDK's clients. */
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { TemplateVersionFact } from "../../../shared/model/facts.ts";
import type { TemplateId } from "../../../shared/model/ids.ts";
import type { CloudReader, Identity, RegionPages } from "../../ports.ts";
import type { ImageReads } from "../../image-reads.ts";
import {
  readAncestry,
  readLastLaunched,
  readLaunchPermissions,
  readReferences,
} from "./images/read-image-use.ts";
import {
  readGroupsOfTemplates,
  readImagesNamed,
  readLaunchConfigurations,
} from "./images/read-named.ts";
import { allOf } from "./paged.ts";
import { readCommandResult, readManagedServers } from "./read-commands.ts";
import { presignGet, readBucketRegion, readObjectText } from "./read-objects.ts";
import { readImageOfParameter, readParameters } from "./read-parameters.ts";
import { readAlarms } from "./extras/read-policies.ts";
import { readGroupExtras } from "./read-group-extras.ts";
import {
  groupPages,
  readActivities,
  readGroupAsDescribed,
  readGroups,
  readTrafficSources,
} from "./read-groups.ts";
import {
  ownImagePages,
  readImages,
  readImagesByName,
  readImagesByTag,
  readSnapshotsByTag,
  readSnapshotStates,
} from "./read-images.ts";
import { readReturnFacts } from "./read-return-facts.ts";
import { readRootTasks } from "./read-root-tasks.ts";
import { readRules, readRulesTo } from "./read-rules.ts";
import { readProspects } from "./read-prospects.ts";
import {
  readConsole,
  readServers,
  readServersByTag,
  readServersFrom,
  serverPages,
} from "./read-servers.ts";
import { readLifecycleHooks, readRefreshes } from "./read-signs.ts";
import { readTargetGroups, readTargetHealth, targetGroupPages } from "./read-target-groups.ts";
import { latestVersionPages, readSubnets, templateVersionPages } from "./read-templates.ts";
import { readAlarmStates, readStatusChecks } from "./read-watched.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

export function createCloudReader(context: ReadingContext): CloudReader {
  return {
    identity: () => readIdentity(context),
    groups: (names, priority = 0) => readGroups(context, names, priority),
    groupExtras: (name) => readGroupExtras(context, name),
    groupAsDescribed: (name) => readGroupAsDescribed(context, name),
    alarmDefinitions: (names) => readAlarms(context, names),
    activities: (name, sinceMs) => readActivities(context, name, sinceMs),
    servers: (ids, priority = 0) => readServers(context, ids, priority),
    serversByTag: (key, value) => readServersByTag(context, key, value),
    images: (ids, priority = 0) => readImages(context, ids, priority),
    imagesByName: (name) => readImagesByName(context, name),
    imagesByTag: (key, value) => readImagesByTag(context, key, value),
    snapshotsByTag: (key, value) => readSnapshotsByTag(context, key, value),
    snapshotStates: (ids) => readSnapshotStates(context, ids),
    templateVersions: (id) => allOf(templateVersionPages(context, id, 0)),
    targetGroups: (arns) => readTargetGroups(context, arns),
    targetHealth: (arn, priority = 0) => readTargetHealth(context, arn, priority),
    trafficSources: (name) => readTrafficSources(context, name),
    lifecycleHooks: (name) => readLifecycleHooks(context, name),
    refreshes: (name) => readRefreshes(context, name),
    rules: (arns) => readRules(context, arns),
    rulesTo: (arns) => readRulesTo(context, arns),
    alarmStates: (names) => readAlarmStates(context, names),
    statusChecks: (ids) => readStatusChecks(context, ids),
    rootTasks: (ids) => readRootTasks(context, ids),
    httpAnswer: (url) => context.visit(url),
    consoleOutput: (id) => readConsole(context, id),
    prospects: (question) => readProspects(context, question),
    returnFacts: (question) => readReturnFacts(context, question),
    subnets: () => readSubnets(context),
    ...imageReads(context),
  };
}

const imageReads = (context: ReadingContext): ImageReads => ({
  imagesNamed: (pattern, owner) => readImagesNamed(context, pattern, owner),
  imageAncestry: (id) => readAncestry(context, id),
  imageReferences: (ids) => readReferences(context, ids),
  lastLaunched: (ids) => readLastLaunched(context, ids),
  launchPermissions: (id) => readLaunchPermissions(context, id),
  serversFrom: (ids) => readServersFrom(context, ids),
  groupsOfTemplates: (ids) => readGroupsOfTemplates(context, ids),
  launchConfigurations: () => readLaunchConfigurations(context),
  parameters: (names) => readParameters(context, names),
  imageOfParameter: (name) => readImageOfParameter(context, name),
  commandResult: (commandId, server) => readCommandResult(context, commandId, server),
  managedServers: (ids) => readManagedServers(context, ids),
  presignedGet: (bucket, key, seconds) => presignGet(context, bucket, key, seconds),
  objectText: (bucket, key) => readObjectText(context, bucket, key),
  bucketRegion: (bucket) => readBucketRegion(context, bucket),
});

export function createRegionPages(context: ReadingContext): RegionPages {
  const delays = new Map<string, number | null>();
  return {
    groupPages: () => groupPages(context, 2),
    serverPages: () => serverPages(context, 2),
    imagePages: () => ownImagePages(context, 2),
    latestVersionPages: () => latestVersionPages(context, 2),
    templateVersionPages: (ids) => versionsOfAll(context, ids),
    targetGroupPages: () => targetGroupPages(context, 2, delays),
  };
}

const TEMPLATES_AT_ONCE = 10;

async function* versionsOfAll(
  context: ReadingContext,
  ids: readonly TemplateId[],
): AsyncGenerator<readonly TemplateVersionFact[]> {
  for (let start = 0; start < ids.length; start += TEMPLATES_AT_ONCE) {
    const some = ids.slice(start, start + TEMPLATES_AT_ONCE);
    const read = await Promise.all(some.map((id) => allOf(templateVersionPages(context, id, 3))));
    yield read.flat();
  }
}

async function readIdentity(context: ReadingContext): Promise<Identity> {
  const read = reads(context, "sts", 0);
  const answer = await read("GetCallerIdentity", () =>
    context.clients.sts.send(new GetCallerIdentityCommand({})),
  );
  return { accountId: answer.Account ?? "", arn: answer.Arn ?? "" };
}
