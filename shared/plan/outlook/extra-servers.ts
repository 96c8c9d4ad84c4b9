/**
 * How many servers run beyond those that run now while a plan is carried out, and for how long: by the steps' usual
 * times, since nothing else is known before it begins.
 */
import type { Plan, Step } from "../../model/plan.ts";

const hourMs = 3_600_000;

export interface ExtraServers {
  readonly most: number;
  readonly hours: number;
  /** Servers that go on running after the plan and its warm time until somebody ends them; 0: none. */
  readonly staying: number;
}

export function extraServers(plan: Plan, desired: number, running: number): ExtraServers {
  const most = Math.max(0, plan.mostServers - running);
  if (!plan.steps.some(({ work }) => work.kind === "raise"))
    return { most, hours: (most * plan.expected.medianMs) / hourMs, staying: 0 };
  let extra = 0;
  let serverMs = 0;
  for (const { work, expected } of plan.steps) {
    extra = Math.min(most, Math.max(extra, raisedBy(work, desired)));
    serverMs += extra * expected.medianMs;
    if (work.kind === "remove-group") extra = 0;
  }
  return { most, hours: (serverMs + extra * warmFor(plan)) / hourMs, staying: extra };
}

/** New servers cost from the call that starts them, so a rise counts whole. */
function raisedBy(work: Step["work"], desired: number): number {
  if (work.kind !== "raise") return 0;
  return work.size === "live" ? desired : work.size;
}

function warmFor({ steps }: Plan): number {
  const shift = steps.find(({ work }) => work.kind === "shift-away")?.work;
  return shift?.kind === "shift-away" ? shift.warmForMs : 0;
}
