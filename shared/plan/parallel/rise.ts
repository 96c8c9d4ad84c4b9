/** The new generation comes up beside the old one: a canary, waves, the rest; each proved and watched. */
import type { StepDraft } from "../assemble-plan.ts";
import { gateSteps } from "../steps/gate.ts";
import { earlyGates } from "./once-asked.ts";
import { partsAfterSizes } from "../../clone/clone-extras.ts";
import { carryExtrasStep, compareCloneStep } from "../steps/clone.ts";
import { raiseStep, settleStep } from "../steps/raise.ts";
import { soakStep } from "../steps/soak.ts";
import { weighStep } from "../steps/weigh.ts";
import type { Contexts, Parts } from "./parts.ts";

interface Stage {
  readonly phase: string;
  readonly size: number;
  readonly before: number;
  readonly soakMs: number;
}

export function riseSteps(parts: Parts, contexts: Contexts): StepDraft[] {
  const [first, ...waves] = stagesOf(parts);
  const gates = earlyGates(parts.input.intent);
  const partly =
    first === undefined
      ? []
      : [
          ...stageSteps(parts, contexts, first),
          ...gateSteps(contexts.rising, gates, parts.group.name, first.phase),
        ];
  return [
    ...partly,
    ...waves.flatMap((wave) => stageSteps(parts, contexts, wave)),
    ...restSteps(parts, contexts),
  ];
}

/** What comes up before the rest. */
function stagesOf({ input }: Parts): Stage[] {
  const { canary, canarySoakMs, waves, waveSoakMs } = input.intent;
  const first = { phase: "Canary", size: canary, before: 0, soakMs: canarySoakMs };
  const later = waves.map((size, at) => ({
    phase: waves.length === 1 ? "Wave" : `Wave ${String(at + 1)}`,
    size,
    before: waves[at - 1] ?? canary,
    soakMs: waveSoakMs,
  }));
  return canary === 0 ? later : [first, ...later];
}

function stageSteps(parts: Parts, contexts: Contexts, stage: Stage): StepDraft[] {
  const { live, group } = parts;
  const { phase, size, before, soakMs } = stage;
  const words = { phase, before: `${String(before)} servers`, undo: undoOf(parts) };
  const soak = { phase, durationMs: soakMs };
  return [
    raiseStep(contexts.rising, group.name, size, live.group, words),
    ...weights(parts, contexts, stage),
    ...(soakMs === 0 ? [] : [soakStep(contexts.rising, group.name, size, live.group, soak)]),
  ];
}

/** As large a part of the requests as of the servers. All of them it gets when it has all servers, for good. */
function weights({ shared, live, group }: Parts, { old }: Contexts, stage: Stage): StepDraft[] {
  const whole = live.group.desiredCapacity;
  if (shared === null || stage.size >= whole) return [];
  const { phase, size } = stage;
  const part = { fromWeight: whole - size, toWeight: size };
  return [weighStep(old, live.group.name, group.name, shared.rules, { phase, ...part })];
}

function restSteps(parts: Parts, { old, rising }: Contexts): StepDraft[] {
  const { input, live, source, group, shared } = parts;
  const { extras, nowMs, intent } = input;
  const phase = "Raise the rest";
  const { canary, waves } = intent;
  const before = `${String(waves.at(-1) ?? canary)} servers`;
  const desired = live.group.desiredCapacity;
  const unsettled = `min 0, max ${String(live.group.maxSize)}`;
  const words = { phase, before, undo: undoOf(parts) };
  const targetGroups = shared?.rules.map(({ from, to }) => ({ from, to })) ?? [];
  const carried = { phase, parts: partsAfterSizes, extras, nowMs, targetGroups };
  const trafficToCome = intent.traffic === "dark";
  const held = { phase, templateId: source.id, templateVersion: null, trafficToCome, targetGroups };
  return [
    raiseStep(rising, group.name, "live", live.group, words),
    settleStep(rising, group.name, live.group, { phase, before: unsettled, desired }),
    ...carryExtrasStep(rising, group.name, live.group, carried),
    compareCloneStep(trafficToCome ? old : rising, group.name, live.group, held),
  ];
}

const undoOf = ({ group, live }: Parts) =>
  `Roll back: ${group.name} leaves the traffic, ${live.group.name} never stopped serving.`;
