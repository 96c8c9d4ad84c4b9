/**
 * The traffic goes over for good: gates, the last size that the fleet wants, then the old generation out of traffic,
 * the new one watched, and the old one kept warm for as long as it was chosen.
 */
import type { StepDraft } from "../assemble-plan.ts";
import { releaseStep } from "../steps/begin-and-end.ts";
import { gateSteps } from "../steps/gate.ts";
import { keepWarmStep } from "../steps/keep-warm.ts";
import { raiseStep } from "../steps/raise.ts";
import { removeGroupStep } from "../steps/remove.ts";
import { attachStep, shiftAwayStep } from "../steps/shift.ts";
import { soakStep } from "../steps/soak.ts";
import { weighStep } from "../steps/weigh.ts";
import { lateGates } from "./once-asked.ts";
import type { Contexts, Parts } from "./parts.ts";

const SHIFT = "Shift traffic";

export function cutOverSteps(parts: Parts, contexts: Contexts): StepDraft[] {
  const { soakMs } = parts.input.intent;
  const old = parts.live.group;
  const soak = { phase: "Soak", durationMs: soakMs };
  const serving = parts.shared === null ? contexts.old : contexts.rising;
  return [
    ...attach(parts, contexts),
    ...lastGates(parts, contexts),
    ...takeAll(parts, contexts),
    shiftAway(parts, contexts),
    ...(soakMs === 0 ? [] : [soakStep(serving, parts.group.name, "live", old, soak)]),
    ...afterwards(parts, contexts),
  ];
}

/** Raised in the dark, it gets all of the fleet's traffic at once, and is proved there. */
function attach({ input, live, group, arns }: Parts, { old }: Contexts): StepDraft[] {
  if (input.intent.traffic !== "dark" || arns.length === 0) return [];
  const undo = `Roll back: ${group.name} leaves the traffic, ${live.group.name} never stopped serving.`;
  return [attachStep(old, group.name, live.group, { phase: SHIFT, undo })];
}

/** A gate may take long: then the size that the fleet wants by now is given before anything is taken away. */
function lastGates(parts: Parts, { old, rising }: Contexts): StepDraft[] {
  const { input, live, group } = parts;
  const gates = lateGates(input.intent);
  if (gates.length === 0) return [];
  const words = {
    phase: SHIFT,
    before: "as many as were wanted before the gates",
    undo: "Nothing to undo: the fleet's own size.",
  };
  const serving = parts.shared === null ? old : rising;
  return [
    ...gateSteps(serving, gates, group.name, SHIFT),
    raiseStep(serving, group.name, "live", live.group, words),
  ];
}

function takeAll({ shared, live, group }: Parts, { old }: Contexts): StepDraft[] {
  if (shared === null) return [];
  const all = { phase: SHIFT, fromWeight: 0, toWeight: 100 };
  return [weighStep(old, live.group.name, group.name, shared.rules, all)];
}

function shiftAway({ input, live, group }: Parts, { old }: Contexts): StepDraft {
  const { warmForMs } = input.intent;
  const undo = `Roll back, while it is warm: ${live.group.name} is woken and takes the traffic again.`;
  return shiftAwayStep(old, live.group, group.name, { phase: SHIFT, warmForMs, undo });
}

function afterwards({ input, live, group }: Parts, { old }: Contexts): StepDraft[] {
  const { warmForMs, retireAfterWarm } = input.intent;
  const { label } = live.generation;
  const phase = `Keep ${label} warm`;
  const release = releaseStep(old, live.group.name, phase);
  if (!retireAfterWarm) return [release];
  const removal = {
    phase: `Retire ${label}`,
    reason: `${label} was kept warm for as long as it was planned`,
    undo: "Roll back cold, as long as its image and template version are kept. What was on its disks is lost.",
    extras: input.extras,
  };
  return [
    keepWarmStep(live.group.name, group.name, { phase, durationMs: warmForMs }),
    removeGroupStep(old, live.group, group.name, removal),
    { ...release, phase: removal.phase },
  ];
}
