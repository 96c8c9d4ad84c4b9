/**
 * A console that can be killed and plans by itself: the children of a campaign, the roll back of what failed. Its own
 * planning meets the same faults as its operations; what it knows without asking doesn't.
 */
import { ChildOperations } from "../../../../electron/campaign/child-operations.ts";
import { AutomaticRollback } from "../../../../electron/operations/ending/automatic-rollback.ts";
import type { Children } from "../../../../electron/operations/children.ts";
import type { Operations } from "../../../../electron/operations/operations.ts";
import { strategiesFor } from "../../../../electron/planning/strategies.ts";
import { planWayBack } from "../../../../electron/planning/way-back.ts";
import type { Cloud } from "../../../../electron/ports.ts";
import type { Intent } from "../../../../shared/model/intent.ts";
import type { OperationId } from "../../../../shared/model/ids.ts";
import { isTerminal } from "../../../../shared/model/operation.ts";
import type { Plan, Planned } from "../../../../shared/model/plan.ts";
import {
  aSimulatedConsole,
  type ConsoleParts,
  type SimulatedConsole,
} from "../../crashing-console.ts";
import { KnownWorld } from "./known-world.ts";
import { hurried, lifePlanning, rails, type LifePlanning } from "./planning.ts";
import type { LifeRecipes } from "./recipes.ts";

export interface LifeConsole extends SimulatedConsole {
  /** As a person's plan is made: from what the region holds now, past all faults. */
  readonly plan: (intent: Intent, superseding?: OperationId) => Promise<Planned>;
  readonly planning: LifePlanning;
  readonly known: KnownWorld;
  /** Starts it as a person does. */
  readonly begin: (plan: Plan) => OperationId;
  /** As a console does that is started again. */
  readonly resume: () => void;
}

export interface LifeConsoleParts extends ConsoleParts {
  /** Past all faults; it only reads. */
  readonly plain: Cloud;
  readonly source: Cloud;
  readonly recipes: LifeRecipes;
  readonly inventoryLagMs: number;
  readonly nextPlanId: () => string;
  /** Told right before an operation is begun, by whomever. */
  readonly onStart: (plan: Plan) => void;
  /** Told when an operation has ended, at that moment. */
  readonly onEnd: (id: OperationId, console: SimulatedConsole) => void;
}

type Start = Operations["start"];

export function aLifeConsole(parts: LifeConsoleParts): LifeConsole {
  const late: { children: Children | null } = { children: null };
  const base = aSimulatedConsole({ ...parts, children: () => late.children });
  const { operations, journal } = base;
  const own = base.mortal(parts.cloud);
  const plain = base.mortal(parts.plain);
  const source = base.mortal(parts.source);
  const random = { id: () => parts.nextPlanId() };
  const common = { source, journal, operations: () => operations, recipes: parts.recipes, random };
  const policy = hurried;
  const known = new KnownWorld(plain, policy);
  const fresh = new KnownWorld(plain, policy);
  const byItself = lifePlanning({ ...common, cloud: own, known });
  const forPerson = lifePlanning({ ...common, cloud: plain, known: fresh });
  const start: Start = (plan, options) => {
    base.pass("child-starting");
    parts.onStart(plan);
    const id = operations.start(plan, options);
    base.pass("child-started");
    return id;
  };
  const starting = withStart(operations, start);
  late.children = childrenOf(base, byItself, known, starting);
  const automatic = automaticOf(base, byItself, known, starting, parts);
  operations.onChange((change) => {
    if (change.kind !== "operation" || base.crashedAt() !== null) return;
    const record = journal.running.operation(change.operationId);
    if (record && isTerminal(record.status)) parts.onEnd(record.id, base);
  });
  let isOpen = true;
  void follow(known, plain, parts.inventoryLagMs, () => isOpen);
  return {
    ...base,
    known: fresh,
    planning: forPerson,
    plan: async (intent, superseding) => {
      await fresh.look();
      return forPerson.book.make(intent, superseding ?? null);
    },
    begin: (plan) => {
      parts.onStart(plan);
      return operations.start(plan, { reason: "simulated", changeNumber: null });
    },
    resume: () => {
      operations.resumeAll();
      automatic.takeUpAll();
    },
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      if (base.crashedAt() === null) await automatic.close();
      await base.close();
    },
  };
}

/** As the inventory does: again and again, whatever is asked for meanwhile. */
export async function follow(
  known: KnownWorld,
  { clock }: Cloud,
  everyMs: number,
  isOpen: () => boolean,
): Promise<void> {
  while (isOpen()) {
    await known.look();
    await clock.sleep(everyMs);
  }
}

type Started = Pick<Operations, "start" | "stop" | "supersede" | "summary">;
type Starting = Pick<Operations, "start" | "stop" | "supersede" | "summary" | "say" | "onChange">;

const withStart = (operations: Operations, start: Start): Starting => ({
  start,
  stop: (id, reason) => operations.stop(id, reason),
  supersede: (id, by) => operations.supersede(id, by),
  summary: (id) => operations.summary(id),
  say: (id, level, text) => operations.say(id, level, text),
  onChange: (listener) => operations.onChange(listener),
});

export const childrenOf = (
  { journal }: Pick<SimulatedConsole, "journal">,
  { book, parts }: LifePlanning,
  known: KnownWorld,
  operations: Started,
): Children =>
  new ChildOperations({
    journal,
    operations,
    book,
    fleet: (id) => known.fleet(id),
    strategies: (fleet, image) => strategiesFor(parts, fleet, image),
    rails: () => rails,
    nowMs: (id) => parts.cloudOf(id).clock.now(),
    policy: hurried,
    onFault: () => undefined,
  });

function automaticOf(
  { journal }: SimulatedConsole,
  { book, parts }: LifePlanning,
  known: KnownWorld,
  operations: Starting,
  { sleep }: Pick<LifeConsoleParts, "sleep">,
): AutomaticRollback {
  return new AutomaticRollback({
    journal,
    operations,
    plan: (failed, operation) =>
      planWayBack({ book, fleet: (id) => known.fleet(id) }, failed, operation),
    nowMs: ({ connectionId }) => parts.cloudOf(connectionId).clock.now(),
    onFault: () => undefined,
    pause: (tries, signal) => sleep(Math.min(60, 2 ** tries) * 1000, signal),
  });
}
