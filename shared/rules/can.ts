/**
 * What may be done now, or why not and what to do about it. Main enforces it, the renderer explains it: the same
 * functions, on the same rows. What only the cloud can tell (hooks, policies) the planners refuse.
 */
import { runningBeside } from "../fleet/running-beside.ts";
import type { Connection } from "../model/connection.ts";
import type { FleetView, GenerationView, ImageView } from "../model/fleet.ts";
import {
  isTerminal,
  type OperationStatus,
  type OperationSummary,
  type StepState,
} from "../model/operation.ts";
import { allowed, type Allowed, type Step } from "../model/plan.ts";
import type { RecipeSummary } from "../model/recipe.ts";

const no = (reason: string, cure: string): Allowed => ({ ok: false, reason, cure });

function writable(connection: Connection): Allowed {
  if (!connection.readOnly) return allowed;
  return no(
    `The connection ${connection.name} is read-only.`,
    "Add the connection again without read-only, if you may change this account.",
  );
}

/** Terminal operations are nobody's hold. */
function free(fleet: FleetView): Allowed {
  if (fleet.heldBy === null) return allowed;
  return no(
    `${fleet.name} is held by ${fleet.heldBy}.`,
    "Wait until it ends, stop it, or roll it back.",
  );
}

const first = (...answers: readonly Allowed[]): Allowed =>
  answers.find((one) => !one.ok) ?? allowed;

function hasLive(fleet: FleetView): Allowed {
  if (fleet.liveId === null)
    return no(`${fleet.name} has no live generation.`, "Look at its groups in AWS.");
  if (fleet.desired > 0) return allowed;
  return no(`${fleet.name} wants no servers.`, "Give the fleet its size back first.");
}

function replace(fleet: FleetView, connection: Connection): Allowed {
  return first(writable(connection), free(fleet), hasLive(fleet), nothingBeside(fleet));
}

function nothingBeside(fleet: FleetView): Allowed {
  const [other] = runningBeside(fleet);
  if (other === undefined) return allowed;
  return no(
    `${other.label} is ${other.state} beside the live generation.`,
    `Retire ${other.label} first, or roll back.`,
  );
}

/** `running`: this console's own operation on the fleet, which a rollback takes over. */
function rollBack(
  fleet: FleetView,
  generation: GenerationView,
  connection: Connection,
  running: OperationSummary | null = null,
): Allowed {
  const ours = running !== null && !isTerminal(running.status);
  return first(
    writable(connection),
    ours ? allowed : free(fleet),
    bringsServers(fleet, generation) ? allowed : hasLive(fleet),
    canReturn(fleet, generation),
  );
}

/** A fleet that wants no servers has no size to return with, unless they still run. */
const bringsServers = (fleet: FleetView, { readiness, servers }: GenerationView) =>
  fleet.liveId !== null && readiness.kind === "warm" && servers > 0;

function canReturn(fleet: FleetView, generation: GenerationView): Allowed {
  const { readiness, label } = generation;
  switch (readiness.kind) {
    case "here":
      return hereAlready(fleet, generation);
    case "impossible":
      return no(`${label} can't return: ${readiness.reason}`, readiness.cure);
    case "unknown":
      return no(
        `Whether ${label} can return is not known: ${readiness.reason}`,
        "Wait for the next reading.",
      );
    case "warm":
    case "cold":
      return allowed;
  }
}

/** To a generation that serves one returns by taking away what rises, or serves, beside it. */
function hereAlready(fleet: FleetView, generation: GenerationView): Allowed {
  const others = fleet.generations.filter((one) => one.groupName !== generation.groupName);
  const isBeside =
    generation.id === fleet.liveId
      ? others.some(({ state }) => state === "rising" || state === "live")
      : others.some(({ id }) => id === fleet.liveId);
  if (isBeside || isMixed(fleet, generation)) return allowed;
  return no(`${generation.label} serves already.`, "Choose an earlier generation.");
}

/** Other versions have servers in its group, or are what the group starts next: those are replaced by it again. */
function isMixed(fleet: FleetView, generation: GenerationView): boolean {
  return fleet.generations.some(
    (one) =>
      one.id !== generation.id &&
      one.groupName === generation.groupName &&
      (one.servers > 0 || one.state === "rising"),
  );
}

/** Only what is there is put back: the planner looks again. */
function putBack(fleet: FleetView, connection: Connection): Allowed {
  return first(writable(connection), free(fleet));
}

/** Only tags on the image: whatever runs goes on. */
function revoke(image: Pick<ImageView, "name" | "revoked">, connection: Connection): Allowed {
  const { revoked } = image;
  if (!revoked || revoked.through !== null) return writable(connection);
  return no(
    `${image.name} is revoked by ${revoked.by} already.`,
    "Take the revocation back if it was wrong.",
  );
}

function retire(fleet: FleetView, generation: GenerationView, connection: Connection): Allowed {
  return first(writable(connection), free(fleet), removable(fleet, generation));
}

function removable(fleet: FleetView, generation: GenerationView): Allowed {
  const live = fleet.generations.find((one) => one.id === fleet.liveId);
  if (generation.id === fleet.liveId)
    return no(`${generation.label} is live.`, "Replace it or roll back from it first.");
  if (generation.groupName === null)
    return no(`Nothing of ${generation.label} runs.`, "Nothing to do: its image is kept.");
  if (generation.isGoing === true)
    return no(`The group of ${generation.label} is being deleted.`, "Wait until it is gone.");
  if (generation.groupName === live?.groupName) {
    return no(
      `${generation.label} shares its group with the live generation.`,
      "Replace the fleet instead.",
    );
  }
  if ((live?.inService ?? 0) >= Math.max(1, fleet.floor)) return allowed;
  return no(
    `${live?.label ?? "The live generation"} has fewer servers in service than its floor.`,
    "Wait until it has all.",
  );
}

function bake(connection: Connection, recipe: RecipeSummary | null): Allowed {
  if (recipe === null)
    return first(writable(connection), no("No recipe is chosen.", "Choose a recipe."));
  const problem = recipe.problems[0];
  if (problem === undefined) return writable(connection);
  const place = `${recipe.file}:${String(problem.line)}:${String(problem.column)}`;
  return no(
    `The recipe has a mistake: ${place} ${problem.message}`,
    `Expected: ${problem.expected}`,
  );
}

function ended(operation: OperationSummary): Allowed {
  if (!isTerminal(operation.status)) return allowed;
  return no(`The operation has ended: ${operation.status}.`, "Make a new plan.");
}

function pause(operation: OperationSummary): Allowed {
  if (operation.status === "running") return allowed;
  return first(
    ended(operation),
    no(`The operation is ${operation.status}.`, "Only a running operation can be paused."),
  );
}

function resume(operation: OperationSummary): Allowed {
  if (operation.status === "paused") return allowed;
  return first(
    ended(operation),
    no(`The operation is ${operation.status}.`, "Only a paused operation can go on."),
  );
}

function stop(operation: OperationSummary): Allowed {
  if (operation.status === "stopping")
    return no("The operation is stopping already.", "Wait for its last call.");
  return ended(operation);
}

function skip(operation: OperationSummary, step: Step, state: StepState): Allowed {
  const last = ended(operation);
  if (!last.ok) return last;
  if (!step.skippable)
    return no(
      `"${step.title}" can't be skipped.`,
      "Only soaks and gates that look by themselves can be; stop or roll back instead.",
    );
  const open = state.status === "waiting" || state.status === "running" || state.status === "stuck";
  return open ? allowed : no(`"${step.title}" has ended: ${state.status}.`, "Nothing to skip.");
}

/** Whether a gate may be answered now; its time is over when the step says so. */
function approve(operation: OperationSummary, step: Step, state: StepState): Allowed {
  const last = ended(operation);
  if (!last.ok) return last;
  if (step.work.kind !== "gate" || step.work.gate.kind !== "approval")
    return no(`"${step.title}" asks nobody.`, "It goes on by itself.");
  if (state.status === "waiting")
    return no(`"${step.title}" isn't asked yet.`, "Answer when it is.");
  const open = state.status === "running" || state.status === "stuck";
  return open ? allowed : no(`"${step.title}" has ended: ${state.status}.`, "Nothing to answer.");
}

export const can = {
  replace,
  rollBack,
  retire,
  bake,
  putBack,
  revoke,
  pause,
  resume,
  stop,
  skip,
  approve,
  clear,
} as const;

/** The calls that clear what holds a step are made as its own, so the operation has to be at work. */
function clear(status: OperationStatus, { stuck }: Pick<StepState, "stuck">): Allowed {
  if (status !== "running")
    return no(`The operation is ${status}.`, "Only of a running one a stall can be cleared.");
  if (stuck?.clear !== undefined) return allowed;
  return no(
    stuck === null ? "Nothing holds the step any more." : "Bennu can't clear this by itself.",
    stuck?.cure ?? "Look at it again.",
  );
}

/** Production asks for the fleet's name, typed. */
export function needsTypedConfirmation(connection: Connection): boolean {
  return connection.environment === "prod";
}
