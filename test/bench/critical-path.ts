/**
 * The cloud's own share of an operation's time: servers that come up, soaks that the plan asks for, traffic that goes
 * over, AWS's own refresh. From the ledger it is known when each state could first be seen.
 */
import type { OperationDetail, OperationEvent, StepState } from "../../shared/model/operation.ts";
import type { StepWork } from "../../shared/model/step-work.ts";
import type { Ledger } from "./ledger.ts";

/** What no console could do faster. */
export function criticalPathMs(
  detail: OperationDetail,
  ledger: Ledger,
  events: readonly OperationEvent[] = [],
): number {
  const waits = detail.plan.steps.map(({ work }, at) =>
    cloudsShareMs(work, detail.steps[at], ledger, events),
  );
  return waits.reduce((sum, ms) => sum + ms, 0);
}

function cloudsShareMs(
  work: StepWork,
  state: StepState | undefined,
  ledger: Ledger,
  events: readonly OperationEvent[],
): number {
  if (!state || state.startedAtMs === null || state.endedAtMs === null) return 0;
  const [from, to] = [state.startedAtMs, state.endedAtMs];
  switch (work.kind) {
    case "soak":
      return Math.min(work.durationMs, to - from);
    case "raise":
    case "wake":
      return ledger.waitFor(
        from,
        to,
        (look) => look.serving(work.group) >= ledger.servingAt(to, work.group),
      );
    case "shift-away":
      return ledger.waitFor(from, to, (look) => look.served(work.group) === 0);
    case "grow-and-shed":
      return batchesMs(work, { from, to }, ledger, events);
    case "refresh":
      return to - from;
    default:
      return 0;
  }
}

/** From each growing to the first moment in which so many more served, and the soaks between. */
function batchesMs(
  work: Extract<StepWork, { readonly kind: "grow-and-shed" }>,
  { from, to }: { readonly from: number; readonly to: number },
  ledger: Ledger,
  events: readonly OperationEvent[],
): number {
  const grown = events.filter(
    ({ call, atMs }) =>
      call?.name === "UpdateAutoScalingGroup" && call.outcome === "ok" && atMs >= from && atMs < to,
  );
  const waits = grown.map(({ atMs }, index) => {
    const untilMs = grown[index + 1]?.atMs ?? to;
    const most = ledger.mostServing(atMs, untilMs, work.group);
    const wait = ledger.waitFor(atMs, untilMs, (look) => look.serving(work.group) >= most);
    return wait + work.batchSoakMs;
  });
  return waits.reduce((sum, ms) => sum + ms, 0);
}
