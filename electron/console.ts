/**
 * The composition root of both hosts: builds the console from its ports and gives back the few functions by which
 * a host carries it. The only file that knows all the parts; it decides nothing itself.
 */
import { mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Hello, Reply, RequestName } from "../shared/contract/requests.ts";
import { holeOf, indexHoles, type HoleWorld } from "../shared/lineage/hole.ts";
import type { ConnectionState } from "../shared/model/connection.ts";
import type { FleetView } from "../shared/model/fleet.ts";
import type { ConnectionId, FleetId, OperationId } from "../shared/model/ids.ts";
import { defaultPolicy } from "../shared/rules/fleet-policy.ts";
import { listProfiles } from "./aws/credentials/profiles.ts";
import type { AwsFiles } from "./aws/credentials/profiles.ts";
import { bakePlanningParts, createBakes, type Bakes } from "./bake/bakes.ts";
import { imageRecords } from "./bake/image-records.ts";
import { ancestryReader } from "./bake/ancestries.ts";
import { serverLooks } from "./bake/look-inside.ts";
import { serverRecords } from "./bake/server-record.ts";
import { ChildOperations } from "./campaign/child-operations.ts";
import { campaignPlans, type PlanLineage } from "./campaign/plan-campaigns.ts";
import { BakeSettingsFile } from "./bake/settings-file.ts";
import { Clouds } from "./connections/clouds.ts";
import { ConnectionFile } from "./connections/connection-file.ts";
import { Connections } from "./connections/connections.ts";
import { GuardRailFile } from "./connections/guard-rail-file.ts";
import { PracticePanel } from "./connections/practice-panel.ts";
import { PracticeRegions } from "./connections/practice-regions.ts";
import { heldFleets, tellInventory, type InventoryTeller } from "./held-fleets.ts";
import { startInventoryWorker } from "./inventory/inventory-link.ts";
import { createInventory } from "./inventory/inventory.ts";
import type { Inventory } from "./inventory/inventory.ts";
import { makeGate } from "./ipc/gate.ts";
import type { Handlers } from "./ipc/gate.ts";
import { comparisonHandlers } from "./ipc/handlers/comparisons.ts";
import { connectionHandlers } from "./ipc/handlers/connections.ts";
import { consoleHandlers } from "./ipc/handlers/console.ts";
import { guardRailHandlers } from "./ipc/handlers/guard-rails.ts";
import { retentionHandlers } from "./ipc/handlers/retention.ts";
import { lessonHandlers } from "./ipc/handlers/lessons.ts";
import { practiceHandlers } from "./ipc/handlers/practice.ts";
import { togetherHandlers } from "./ipc/handlers/together.ts";
import { recipeHandlers } from "./ipc/handlers/recipes.ts";
import { journalHandlers } from "./ipc/handlers/journal.ts";
import { campaignHandlers } from "./ipc/handlers/campaigns.ts";
import { revocationHandlers } from "./ipc/handlers/revocations.ts";
import { operationHandlers } from "./ipc/handlers/operations.ts";
import { planHandlers } from "./ipc/handlers/plans.ts";
import { strategyHandlers } from "./ipc/handlers/strategies.ts";
import type { Session } from "./ipc/session.ts";
import { topicSources } from "./ipc/topic-sources.ts";
import { afterBatch, Topics } from "./ipc/topics.ts";
import { openJournal } from "./journal/journal.ts";
import type { Journal } from "./journal/journal.ts";
import { leftSizes } from "./journal/left-sizes.ts";
import { raiseNotices } from "./notices.ts";
import type { Children } from "./operations/children.ts";
import type { CrashPoint } from "./operations/caller.ts";
import { AutomaticRollback } from "./operations/automatic-rollback.ts";
import { createOperations } from "./operations/operations.ts";
import type { Operations } from "./operations/operations.ts";
import { steps } from "./operations/steps/registry.ts";
import { planning } from "./planning/make-plan.ts";
import { pastRuns } from "./planning/past-runs.ts";
import { PlanBook } from "./planning/plan-book.ts";
import { strategiesFor, type PartsWithOutlook } from "./planning/strategies.ts";
import { lastStrategy } from "./planning/last-strategy.ts";
import { ownSizes, takenOver } from "./planning/taken-over.ts";
import { trafficTaken } from "./planning/traffic-taken.ts";
import { imagePlans } from "./retention/plan-images.ts";
import { RetentionRulesFile } from "./retention/rules-file.ts";
import { keepPromises } from "./readiness/promise-keeper.ts";
import { ReturnChecks } from "./readiness/return-checks.ts";
import { planWayBack } from "./planning/way-back.ts";
import type { Random } from "./ports.ts";
import type { PracticeScenario } from "./practice/practice-world.ts";
import { FolderChoice } from "./recipes/folder-choice.ts";
import { openRecipeFolder } from "./recipes/recipe-folder.ts";
import type { RecipeFolder } from "./recipes/recipe-folder.ts";
import { seedRecipeFolder } from "./recipes/seed-recipes.ts";
import type { WorkerFiles } from "./workers.ts";

export interface ConsoleOptions {
  readonly dataDir: string;
  readonly appVersion: string;
  readonly host: "desktop" | "serve";
  readonly user: string;
  /** The wall's time, epoch ms. */
  readonly wall: () => number;
  readonly random: Random;
  /** Of a practice region that isn't there yet; one that was kept goes on as it is. */
  readonly practice: { readonly speed: number; readonly scenario: PracticeScenario };
  readonly workers: WorkerFiles;
  readonly awsFiles: AwsFiles;
  /** `folder`: given at the start; null: what was chosen in the console, else the data folder's. */
  readonly recipes: {
    readonly folder: string | null;
    readonly seeds: URL;
    /** The system's dialog; left out: this host has none. */
    readonly pickFolder?: () => Promise<string | null>;
  };
  /** Told of what no request waits for: a thread that ended, a runner's defect. */
  readonly onFault: (message: string) => void;
  readonly crashPoint?: CrashPoint;
}

export interface OpenConsole {
  handle(session: Session, name: unknown, payload: unknown): Promise<Reply<RequestName>>;
  closeSession(session: Session): void;
  close(): Promise<void>;
}

/** Throws `journal-locked` if another console has this data folder, `invalid-input` for a broken connections file. */
export async function openConsole(options: ConsoleOptions): Promise<OpenConsole> {
  mkdirSync(options.dataDir, { recursive: true });
  const journal = openJournal(join(options.dataDir, "journal.sqlite"));
  try {
    return await assemble(options, journal);
  } catch (error) {
    journal.close();
    throw error;
  }
}

async function assemble(options: ConsoleOptions, journal: Journal): Promise<OpenConsole> {
  const parts = await openParts(options, journal);
  const topics = new Topics(
    topicSources({ ...parts, later: afterBatch, freshClock: freshClock(parts) }),
  );
  const book = new PlanBook({ make: planning(planningPartsOf(parts)), random: options.random });
  const automatic = automaticRollback(options, parts, book);
  parts.late.children = campaignChildren(options, parts, book);
  const bakes = bakesOf(options, parts, book);
  const gate = makeGate(handlers(options, parts, topics, book, bakes));
  const sessions = new Set<Session>();
  const teller = tellInventory(parts);
  const returns = keepLooking(parts, teller);
  const { operations, inventory } = parts;
  const promises = keepPromises({
    operations,
    book,
    connection: (id) => inventory.connections().find((one) => one.id === id) ?? null,
    standOn: (id) => standOn(parts, id),
    onFault: options.onFault,
  });
  const notices = raiseNotices(parts.operations, (notice) =>
    sessions.forEach((session) => session.push(notice)),
  );
  parts.operations.resumeAll();
  automatic.takeUpAll();
  const schedules = keepSchedules(bakes);
  return {
    handle: (session, name, payload) => {
      sessions.add(session);
      return gate(session, name, payload);
    },
    closeSession: (session) => {
      sessions.delete(session);
      topics.drop(session);
    },
    close: async () => {
      notices();
      promises();
      teller.end();
      await returns();
      await schedules();
      await automatic.close();
      topics.closeAll();
      await closeParts(parts);
    },
  };
}

interface Parts {
  readonly journal: Journal;
  readonly practice: PracticeRegions;
  readonly panel: PracticePanel;
  readonly clouds: Clouds;
  readonly inventory: Inventory;
  readonly connections: Connections;
  readonly rails: GuardRailFile;
  readonly operations: Operations;
  readonly recipes: RecipeFolder;
  readonly returns: ReturnChecks;
  readonly bakeSettings: BakeSettingsFile;
  readonly retention: RetentionRulesFile;
  /** Put in when the planning is there, which asks the operations in turn. */
  readonly late: { children: Children | null };
}

async function openParts(options: ConsoleOptions, journal: Journal): Promise<Parts> {
  const { wall, random, onFault, dataDir, awsFiles } = options;
  const practice = await PracticeRegions.start({
    ...options.practice,
    worker: options.workers.practice,
    dataDir,
    onFault,
  });
  const clouds = new Clouds({ practice, files: awsFiles, random, wall });
  const inventory = createInventory({
    link: startInventoryWorker(options.workers.inventory),
    access: (connection) => clouds.access(connection),
    wallMs: wall,
  });
  const file = new ConnectionFile(join(dataDir, "connections.json"));
  const connections = new Connections({ clouds, file, inventory, practice });
  const bakeSettings = new BakeSettingsFile(dataDir);
  const retention = new RetentionRulesFile(dataDir);
  const rails = new GuardRailFile(join(dataDir, "guard-rails.json"));
  await connections.openAll();
  const late: Parts["late"] = { children: null };
  const operations = createOperations({
    journal,
    steps,
    random,
    cloudOf: (id) => clouds.find(id),
    children: () => late.children,
    who: options.user,
    holder: `${options.user}@${hostname()}`,
    onFault: (id, error) => onFault(`The operation ${id} is held up: ${error.message}`),
    ...(options.crashPoint ? { crashPoint: options.crashPoint } : {}),
  });
  const recipes = openRecipeFolder({
    given: options.recipes.folder,
    own: () => ownRecipes(options),
    choice: new FolderChoice(join(dataDir, "recipe-folder.json")),
    clock: { nowMs: wall, after: later },
  });
  const panel = new PracticePanel({
    regions: practice,
    operations: () => operations.summaries(),
    wall,
    every: repeatedly,
  });
  const returns = new ReturnChecks({
    connections: () => inventory.connections(),
    facts: (id) => inventory.facts(id),
    fleets: (id) => inventory.views(id).fleets.values(),
    cloudOf: (id) => clouds.find(id),
    wallMs: wall,
  });
  return {
    journal,
    practice,
    panel,
    clouds,
    inventory,
    connections,
    rails,
    operations,
    recipes,
    returns,
    bakeSettings,
    retention,
    late,
  };
}

/** In the data folder; it begins with the practice cloud's recipes. */
function ownRecipes({ recipes, dataDir }: ConsoleOptions): string {
  const own = join(dataDir, "recipes");
  seedRecipeFolder(own, recipes.seeds);
  return own;
}

/** Those that act first, then what they act with, the journal last. */
async function closeParts({
  operations,
  inventory,
  clouds,
  practice,
  recipes,
  journal,
}: Parts): Promise<void> {
  recipes.close();
  await operations.close();
  await inventory.stop();
  clouds.closeAll();
  await practice.stop();
  journal.close();
}

function planningPartsOf(parts: Parts): PartsWithOutlook {
  const { journal, clouds, connections, rails, inventory, operations, recipes } = parts;
  return {
    cloudOf: (id) => clouds.get(id),
    fleet: (id) => findFleet(inventory, id),
    facts: (id) => inventory.facts(id),
    heldBy: () => heldFleets(operations.summaries()),
    groupsOf: (id) => operations.groupsOf(id),
    trafficTaken: (id, group) => trafficTaken(journal, id, group),
    takenOver: (id) => takenOver(journal, id),
    ownSizes: (id) => ownSizes(journal, id),
    lastStrategy: (id) => lastStrategy(journal, id),
    leftSizes: (id) => leftSizes(journal, id),
    returnFacts: (id) => parts.returns.facts(id),
    ...bakePlanningParts(parts.bakeSettings, journal, recipes),
    policy: defaultPolicy,
    lineage: lineagePlans(parts),
    imagePlans: imagePlans({
      ...retentionParts(parts),
      guardRails: (id) => rails.of(connections.get(id)),
    }),
    outlook: { past: (id) => pastRuns(journal, id), rails: (id) => rails.of(connections.get(id)) },
  };
}

function automaticRollback(
  { onFault }: ConsoleOptions,
  { journal, operations, inventory, clouds }: Parts,
  book: PlanBook,
): AutomaticRollback {
  const wayBack = { book, fleet: (id: string) => findFleet(inventory, id) };
  return new AutomaticRollback({
    journal,
    operations,
    plan: (failed, operation) => planWayBack(wayBack, failed, operation),
    nowMs: ({ connectionId }) => clouds.find(connectionId)?.clock.now() ?? null,
    onFault: (id, message) => onFault(`The roll back of ${id} by itself is held up: ${message}`),
  });
}

function campaignChildren(
  { onFault }: ConsoleOptions,
  parts: Parts,
  book: PlanBook,
): ChildOperations {
  const { journal, operations, inventory, rails, connections, clouds } = parts;
  return new ChildOperations({
    journal,
    operations,
    book,
    fleet: (id) => findFleet(inventory, id),
    strategies: (fleet, image) => strategiesFor(planningPartsOf(parts), fleet, image),
    rails: (id) => rails.of(connections.get(id)),
    nowMs: (id) => clouds.get(id).clock.now(),
    policy: defaultPolicy,
    onFault: (id, message) => onFault(`The operation ${id} could not be stopped: ${message}`),
  });
}

/** Every connection as it was last seen. */
const worldsOf = ({ inventory }: Parts): readonly HoleWorld[] =>
  inventory.connections().map(({ id }) => {
    const { images, fleets } = inventory.views(id);
    return { connectionId: id, images: images.values(), fleets: fleets.values() };
  });

function standOn(parts: Parts, revocation: OperationId): readonly FleetId[] {
  const intent = parts.operations.detail(revocation)?.plan.intent;
  if (intent?.kind !== "revoke") return [];
  const { uses } = holeOf(indexHoles(worldsOf(parts)), intent.imageId);
  const here = uses.filter(({ connectionId }) => connectionId === intent.connectionId);
  return [...new Set(here.map(({ fleetId }) => fleetId))];
}

const retentionParts = ({ inventory, clouds, retention }: Parts) => ({
  rules: retention,
  cloudOf: (id: ConnectionId) => clouds.get(id),
  connections: () => inventory.connections(),
  facts: (id: ConnectionId) => inventory.facts(id),
  views: (id: ConnectionId) => inventory.views(id),
  state: (id: ConnectionId) => inventory.state(id),
});

function lineagePlans(parts: Parts): PlanLineage {
  const { journal, clouds, inventory, recipes } = parts;
  return campaignPlans({
    journal,
    cloudOf: (id) => clouds.get(id),
    facts: (id) => inventory.facts(id),
    worlds: () => worldsOf(parts),
    accountOf: (id) => inventory.state(id)?.accountId ?? null,
    recipes: () => recipes.list(),
    policy: defaultPolicy,
  });
}

function bakesOf(options: ConsoleOptions, parts: Parts, book: PlanBook): Bakes {
  const { dataDir, random, user, onFault } = options;
  const { journal, operations, recipes, connections, rails, clouds, inventory } = parts;
  return createBakes(
    {
      ...{ dataDir, journal, operations, book, recipes, random, user, onFault },
      connection: (id) => connections.get(id),
      rails: (id) => rails.of(connections.get(id)),
      findCloud: (id) => clouds.find(id),
      cloudOf: (id) => clouds.get(id),
      facts: (id) => inventory.facts(id),
    },
    parts.bakeSettings,
  );
}

function handlers(
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

function findFleet(inventory: Inventory, id: string): FleetView | null {
  for (const connection of inventory.connections()) {
    const found = inventory.views(connection.id).fleets.get(id);
    if (found) return found;
  }
  return null;
}

function freshClock({ practice }: Parts): (state: ConnectionState) => ConnectionState {
  return (state) =>
    state.connection.kind === "practice" && practice.isOpen(state.connection.id)
      ? { ...state, clock: practice.of(state.connection.id).reading() }
      : state;
}

const SCHEDULES_EVERY_MS = 30_000;

/** Gives the function that ends it, when the look under way is over. */
function keepSchedules({ scheduler }: Bakes): () => Promise<void> {
  const end = repeatedly(SCHEDULES_EVERY_MS, () => void scheduler.tick());
  return () => {
    end();
    return scheduler.ended();
  };
}

const LOOKS_EVERY_MS = 10_000;

/** In the background, from a moment after the start on. Gives the function that ends it. */
function keepLooking({ returns }: Parts, teller: InventoryTeller): () => Promise<void> {
  const end = repeatedly(LOOKS_EVERY_MS, () => void returns.look((id) => teller.tell(id)));
  return () => {
    end();
    return returns.close();
  };
}

function pickFolderOf({ recipes: { pickFolder } }: ConsoleOptions) {
  return pickFolder ? { pickFolder } : {};
}

/** Does not keep the program alive. */
function later(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Does not keep the program alive. */
function repeatedly(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms);
  timer.unref();
  return () => clearInterval(timer);
}
