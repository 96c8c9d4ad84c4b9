/** Puts together what a console has for bakes: settings, the queue, what was left, schedules, and their requests. */
import type { ConnectionId, OperationId } from "../../shared/model/ids.ts";
import { isTerminal } from "../../shared/model/operation.ts";
import type { Connection } from "../../shared/model/connection.ts";
import type { GuardRails } from "../../shared/model/guard-rails.ts";
import { freezeAt } from "../../shared/rules/freezes.ts";
import { TAG } from "../../shared/model/tags.ts";
import { verificationOf } from "../../shared/fleet/verification.ts";
import type { Facts } from "../../shared/model/facts.ts";
import { operationId } from "../../shared/model/ids.ts";
import { bakeHandlers, bakeIntent } from "../ipc/handlers/bakes.ts";
import type { Journal } from "../journal/journal.ts";
import type { Operations } from "../operations/operations.ts";
import type { PlanningParts } from "../planning/make-plan.ts";
import type { PlanBook } from "../planning/plan-book.ts";
import type { Cloud, Random } from "../ports.ts";
import type { RecipeFolder } from "../recipes/recipe-folder.ts";
import { readLeft } from "./left/read-left.ts";
import { bakeQueue } from "./queue.ts";
import { newestBase } from "./schedules/newest-base.ts";
import { ScheduleFile } from "./schedules/schedule-file.ts";
import { Scheduler } from "./schedules/scheduler.ts";
import type { BakeSettingsFile } from "./settings-file.ts";

export interface BakesPorts {
  readonly dataDir: string;
  readonly journal: Journal;
  readonly operations: Operations;
  readonly book: PlanBook;
  readonly recipes: Pick<RecipeFolder, "read">;
  readonly random: Pick<Random, "id">;
  readonly user: string;
  connection(id: string): Connection;
  rails(id: string): GuardRails;
  /** Null: the connection isn't there. */
  findCloud(id: ConnectionId): Cloud | null;
  cloudOf(id: ConnectionId): Cloud;
  facts(id: ConnectionId): Facts;
  onFault(message: string): void;
}

/** What plans of bakes, copies and sweeps are made with. Throws `invalid-input` for a settings file that can't be read. */
export function bakePlanningParts(
  settings: BakeSettingsFile,
  journal: Journal,
  recipes: Pick<RecipeFolder, "read">,
): Required<
  Pick<PlanningParts, "readRecipe" | "bakeSettings" | "earlierBakes" | "operationState">
> {
  return {
    readRecipe: (file, given) => recipes.read(file, given),
    bakeSettings: (id) => settings.of(id),
    earlierBakes: (recipe, file) => journal.bakes.times({ name: recipe, file }),
    operationState: (id) => operationState(journal, id),
  };
}

export interface Bakes {
  readonly scheduler: Scheduler;
  readonly handlers: ReturnType<typeof bakeHandlers>;
}

export function createBakes(ports: BakesPorts, settings: BakeSettingsFile): Bakes {
  const { journal, operations, book, random } = ports;
  const scheduler = schedulerOf(ports);
  const handlers = bakeHandlers({
    ...{ book, operations, settings, scheduler, random },
    connection: (id) => ports.connection(id),
    queue: (id) => {
      const summary = (operation: OperationId) => operations.summary(operation);
      return bakeQueue(id, journal.bakes.places(id), { atOnce: settings.of(id).atOnce, summary });
    },
    left: (id) =>
      readLeft({
        cloud: ports.cloudOf(id),
        knownImages: ports.facts(id).images,
        operation: (operation) => operationState(journal, operation),
      }),
  });
  return { scheduler, handlers };
}

function schedulerOf(ports: BakesPorts): Scheduler {
  const { operations, book, random, user } = ports;
  return new Scheduler({
    file: new ScheduleFile(ports.dataDir),
    nowMs: (id) => ports.findCloud(id)?.clock.now() ?? null,
    freeze: (id, nowMs) => freezeAt(ports.rails(id).freezes, nowMs),
    plan: ({ connectionId, recipeFile }, lane) =>
      book.makeUnkept(bakeIntent({ connectionId, recipeFile, baseImageId: null, ...lane })),
    newestBase: (schedule, lane) =>
      newestBase(
        {
          cloud: ports.cloudOf(schedule.connectionId),
          readRecipe: (file, given) => ports.recipes.read(file, given),
          knownImages: ports.facts(schedule.connectionId).images,
        },
        schedule,
        lane,
      ),
    bakedOn: (id, recipe) => bakedOn(ports.facts(id), recipe),
    start: (plan, options) => operations.start(plan, options),
    startedAs: (release) => startedAs(operations, release),
    summary: (id) => operations.summary(id),
    user,
    newId: () => random.id("schedule"),
    onFault: (message) => ports.onFault(message),
  });
}

/** `base architecture` of every verified image of the recipe that is there. */
function bakedOn({ images }: Facts, recipe: string): ReadonlySet<string> {
  const verified = [...images.values()].filter(
    (image) => image.tags[TAG.recipe] === recipe && verificationOf(image).kind === "verified",
  );
  return new Set(verified.map((image) => `${image.tags[TAG.parent] ?? ""} ${image.architecture}`));
}

const startedAs = (operations: Operations, release: string) =>
  operations
    .summaries()
    .filter((summary) => summary.release === release)
    .flatMap((summary) => {
      const plan = operations.detail(summary.id)?.plan;
      return plan ? [{ summary, plan }] : [];
    });

function operationState(journal: Journal, id: string): "at-work" | "ended" | null {
  const record = journal.running.operation(operationId(id));
  return record && (isTerminal(record.status) ? "ended" : "at-work");
}
