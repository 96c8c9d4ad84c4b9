/** How a command stands, as its invocations say: AWS's words for the whole and for the detail. */
import type { CommandState, InvocationState, InvocationStatusName } from "../kernel/state/ssm.ts";
import type { World } from "../kernel/world.ts";

export interface StatusWords {
  readonly status: InvocationStatusName;
  readonly details: string;
}

const OVER: ReadonlySet<InvocationStatusName> = new Set([
  "Success",
  "Failed",
  "TimedOut",
  "Cancelled",
]);
export const isOver = ({ status }: InvocationState): boolean => OVER.has(status);

export function endInvocation(world: World, invocation: InvocationState, words: StatusWords): void {
  Object.assign(invocation, words);
  invocation.endedAtMs = world.nowMs;
}

export const errorsOf = (all: readonly InvocationState[]): number =>
  all.filter(({ details }) => details === "Failed" || details === "ExecutionTimedOut").length;

/** `10` or `10%` of the targets. */
function shareOf(wish: string, targets: number): number {
  const number = Number.parseInt(wish, 10);
  return wish.endsWith("%") ? Math.ceil((targets * number) / 100) : number;
}

const targetsOf = ({ invocations }: CommandState) => Object.keys(invocations).length;

export const runsAtOnce = (command: CommandState): number =>
  Math.max(1, shareOf(command.maxConcurrency, targetsOf(command)));

export const errorsAllowed = (command: CommandState): number =>
  shareOf(command.maxErrors, targetsOf(command));

export function statusOf(command: CommandState): StatusWords {
  const all = Object.values(command.invocations);
  if (all.length === 0) return { status: "Success", details: "NoInstancesInTag" };
  if (!all.every(isOver)) return unfinished(command, all);
  if (command.isCancelled) return same("Cancelled");
  if (errorsOf(all) > errorsAllowed(command)) return failed(all);
  if (all.every(({ status }) => status === "Success")) return same("Success");
  if (all.every(({ details }) => details === "DeliveryTimedOut"))
    return { status: "TimedOut", details: "DeliveryTimedOut" };
  if (all.every(({ status }) => status === "Cancelled")) return same("Cancelled");
  return { status: "Failed", details: "Incomplete" };
}

const same = (status: InvocationStatusName): StatusWords => ({ status, details: status });

function unfinished(command: CommandState, all: readonly InvocationState[]): StatusWords {
  if (command.isCancelled) return same("Cancelling");
  const hasBegun = all.some(({ startedAtMs }) => startedAtMs !== null);
  if (hasBegun) return same("InProgress");
  const isDelayed = all.some(({ status }) => status === "Delayed");
  return isDelayed ? { status: "Pending", details: "Delayed" } : same("Pending");
}

function failed(all: readonly InvocationState[]): StatusWords {
  const isTimeout = all.every(
    ({ details }) => details === "ExecutionTimedOut" || details === "Success",
  );
  return isTimeout ? { status: "TimedOut", details: "ExecutionTimedOut" } : same("Failed");
}
