/** Which part of the console answers which request: every topic's handlers with what they ask. */
import type { Hello } from "../../shared/contract/requests.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import { listProfiles } from "../aws/credentials/profiles.ts";
import { ancestryReader } from "../bake/ancestries.ts";
import type { Bakes } from "../bake/bakes.ts";
import { imageRecords } from "../bake/image-records.ts";
import { serverLooks } from "../bake/look-inside.ts";
import { serverRecords } from "../bake/server-record.ts";
import type { Clouds } from "../connections/clouds.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { Handlers } from "../ipc/gate.ts";
import { comparisonHandlers } from "../ipc/handlers/comparisons.ts";
import { connectionHandlers } from "../ipc/handlers/connections.ts";
import { consoleHandlers } from "../ipc/handlers/console.ts";
import { guardRailHandlers } from "../ipc/handlers/guard-rails.ts";
import { retentionHandlers } from "../ipc/handlers/retention.ts";
import { lessonHandlers } from "../ipc/handlers/lessons.ts";
import { practiceHandlers } from "../ipc/handlers/practice.ts";
import { togetherHandlers } from "../ipc/handlers/together.ts";
import { recipeHandlers } from "../ipc/handlers/recipes.ts";
import { journalHandlers } from "../ipc/handlers/journal.ts";
import { campaignHandlers } from "../ipc/handlers/campaigns.ts";
import { revocationHandlers } from "../ipc/handlers/revocations.ts";
import { operationHandlers } from "../ipc/handlers/operations.ts";
import { planHandlers } from "../ipc/handlers/plans.ts";
import { strategyHandlers } from "../ipc/handlers/strategies.ts";
import type { Topics } from "../ipc/topics.ts";
import type { PlanBook } from "../planning/plan-book.ts";
import { strategiesFor } from "../planning/strategies.ts";
import { findFleet } from "./last-seen.ts";
import type { ConsoleOptions } from "./options.ts";
import type { Parts } from "./parts.ts";
import { planningPartsOf, retentionParts } from "./planning.ts";

export function handlers(
  options: ConsoleOptions,
  parts: Parts,
  topics: Topics,
  book: PlanBook,
  bakes: Bakes,
): Handlers {
  const { journal, clouds, connections, rails, inventory, operations, practice, panel, recipes } =
    parts;
  const connection = (id: string) => connections.get(id);
  const railsOf = (id: string) => rails.of(connection(id));
  const fleet = (id: string) => findFleet(inventory, id);
  const facts: Inventory["facts"] = (id) => inventory.facts(id);
  const cloudOf: Clouds["get"] = (id) => clouds.get(id);
  const looks = serverLooks({ cloudOf, evidence: journal.evidence, random: options.random });
  const practiceParts = {
    regions: practice,
    panel,
    connections,
    inventory,
    cloudOf,
    operations: () => operations.summaries(),
  };
  const operationParts = {
    operations,
    book,
    connection,
    rails: railsOf,
    nowMs: (id: ConnectionId) => clouds.get(id).clock.now(),
    fleetName: (id: string) => fleet(id)?.name ?? null,
  };
  return {
    ...consoleHandlers({ hello: () => hello(options, parts), topics }),
    ...connectionHandlers({
      connections,
      inventory,
      random: options.random,
      profiles: () => listProfiles(options.awsFiles),
      cloudOf,
      operations: () => operations.summaries(),
    }),
    ...practiceHandlers(practiceParts),
    ...lessonHandlers(practiceParts),
    ...bakes.handlers,
    ...planHandlers(book, (id) => operations.holding(id)),
    ...strategyHandlers((id, image) => strategiesFor(planningPartsOf(parts), id, image)),
    ...guardRailHandlers({ file: rails, connection }),
    ...retentionHandlers({ ...retentionParts(parts), book, connection }),
    ...togetherHandlers(operationParts, options.random),
    ...revocationHandlers({
      operations,
      book,
      connection,
      imageName: (id, image) => facts(connection(id).id).images.get(image)?.name ?? null,
      user: options.user,
    }),
    ...campaignHandlers(operationParts),
    ...operationHandlers(operationParts),
    ...comparisonHandlers({
      looks,
      ancestries: ancestryReader(cloudOf),
      facts,
      fleet,
      record: imageRecords({
        ...{ memory: journal.memory, cloudOf, facts },
        bucketOf: (id) => parts.bakeSettings.of(id).bucket,
      }),
      server: serverRecords(cloudOf, looks),
      kept: (id) => journal.memory.image(id),
    }),
    ...recipeHandlers({ folder: recipes, ...pickFolderOf(options) }),
    ...journalHandlers(journal),
  };
}

function hello(
  { appVersion, host, wall, user }: ConsoleOptions,
  { journal, recipes }: Parts,
): Hello {
  const [recipeFolder, journalFile] = [recipes.path, journal.path];
  return { version: appVersion, host, wallMs: wall(), user, recipeFolder, journalFile };
}

function pickFolderOf({ recipes: { pickFolder } }: ConsoleOptions) {
  return pickFolder ? { pickFolder } : {};
}
