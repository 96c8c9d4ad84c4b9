/**
 * What goes wrong in a run. `light`: answers that are lost, late, refused or stale, in spite of which every operation
 * must succeed. `heavy`: the same as often as the goals have it, and half of the time also servers that fail, zones
 * without capacity and a colleague.
 */
import type { FaultRule } from "../../../electron/practice/faults/fault-rule.ts";
import type { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import { SHOP_REGION } from "../../../electron/practice/world/seed/seed-shop.ts";
import { MINUTE } from "./minute.ts";

export const FAULT_LEVELS = ["none", "light", "heavy"] as const;
export type FaultLevel = (typeof FAULT_LEVELS)[number];

type CallRule = Extract<FaultRule, { readonly at: "call" }>;

export function drawRules(chance: Chance, level: FaultLevel, hard: boolean): FaultRule[] {
  const calls = callRules(chance, level === "light" ? 0.4 : 1);
  const others = hardRules(chance);
  if (level === "none") return [];
  return hard ? [...calls, ...others] : calls;
}

/** Only answers go wrong: whatever was asked for is possible. */
export const isPassing = (rules: readonly FaultRule[]) =>
  rules.every(({ at, effect }) => at === "call" && !isRefusal(effect.kind));

/** Somebody took the console's rights: then it can't put anything back either. */
export const takesRights = (rules: readonly FaultRule[]) =>
  rules.some(({ effect }) => isRefusal(effect.kind));

const isRefusal = (kind: string) => kind === "credentials-expired" || kind === "denied";

export const stalestMs = (rules: readonly FaultRule[]) =>
  Math.max(0, ...rules.map(({ effect }) => (effect.kind === "stale-read" ? effect.upToMs : 0)));

/** With servers taken one after the other, each drain may stick. */
export const drainsMs = (rules: readonly FaultRule[], servers: number): number =>
  servers *
  Math.max(0, ...rules.map(({ effect }) => (effect.kind === "drain-stuck" ? effect.forMs : 0)));

/** A snapshot of a day is waited for. */
export const slowestMs = (rules: readonly FaultRule[]) =>
  Math.max(0, ...rules.map(({ effect }) => ("takesMs" in effect ? effect.takesMs : 0)));

/** One in three stays for the whole run; the others for some minutes. One run in eight has all, as often as may be. */
function callRules(chance: Chance, share: number): FaultRule[] {
  const atWorst = chance.next() < 0.125;
  const rule = (operation: string, upTo: number, effect: CallRule["effect"]): FaultRule[] => {
    const isDrawn = chance.next() < 0.5 || atWorst;
    const always = chance.next() < 0.33 || atWorst;
    const fromMs = chance.between(0, 8 * MINUTE);
    const untilMs = fromMs + chance.between(MINUTE, 10 * MINUTE);
    const when = always ? { fromMs: null, untilMs: null } : { fromMs, untilMs };
    const drawn = chance.between(0.01, upTo);
    const probability = (atWorst ? upTo : drawn) * share;
    if (!isDrawn) return [];
    return [{ at: "call", operation, resource: null, probability, count: null, ...when, effect }];
  };
  return [
    ...rule("*", 0.15, { kind: "throttle" }),
    ...rule("*", 0.1, { kind: "server-error", status: 500, carriedOut: chance.next() < 0.5 }),
    ...rule("*", 0.1, { kind: "server-error", status: 503, carriedOut: false }),
    ...rule("*", 0.2, { kind: "reply-lost" }),
    ...rule("*", 0.05, { kind: "reply-late", upToMs: MINUTE }),
    ...rule("Describe*", 0.2, { kind: "stale-read", upToMs: MINUTE }),
    ...rule("*", 0.05, { kind: "request-late", upToMs: MINUTE }),
    ...rule("*", 0.05, { kind: "effect-late", upToMs: MINUTE }),
  ];
}

type Window = Pick<FaultRule, "fromMs" | "untilMs">;
type Drawn<At extends FaultRule["at"]> = Extract<FaultRule, { readonly at: At }>["effect"];

function hardRules(chance: Chance): FaultRule[] {
  return [...launchRules(chance), ...bootRules(chance), ...workRules(chance), ...rights(chance)];
}

function drawWindow(chance: Chance): Window {
  const fromMs = chance.between(0, chance.pick([0, 1, 8]) * MINUTE);
  return { fromMs, untilMs: fromMs + chance.between(2 * MINUTE, 40 * MINUTE) };
}

function launchRules(chance: Chance): FaultRule[] {
  const isDrawn = chance.next() < 0.4;
  const noRoom: Drawn<"launch"> = { kind: "no-capacity" };
  const effect = chance.pick<Drawn<"launch">>([
    noRoom,
    noRoom,
    noRoom,
    { kind: "quota-reached" },
    { kind: "key-failure" },
    { kind: "image-unusable", as: chance.pick(["disabled", "deregistered", "pending"]) },
  ]);
  const inZone = chance.next() < 0.5 && effect.kind === "no-capacity";
  const resource = inZone ? `${SHOP_REGION}a` : null;
  const window = drawWindow(chance);
  return isDrawn
    ? [{ at: "launch", resource, probability: 1, count: null, ...window, effect }]
    : [];
}

function bootRules(chance: Chance): FaultRule[] {
  const isDrawn = chance.next() < 0.6;
  const effect = chance.pick<Drawn<"boot">>([
    { kind: "boot-hangs" },
    { kind: "never-healthy" },
    { kind: "dies", afterMs: Math.round(chance.between(1.5, chance.pick([4, 8])) * MINUTE) },
    { kind: "dies", afterMs: Math.round(chance.between(2, 20) * MINUTE) },
  ]);
  const count = chance.next() < 0.4 ? chance.whole(1, 3) : null;
  const probability = chance.pick([0.3, 1]);
  const window = drawWindow(chance);
  return isDrawn ? [{ at: "boot", resource: null, probability, count, ...window, effect }] : [];
}

function workRules(chance: Chance): FaultRule[] {
  const isDrawn = chance.next() < 0.3;
  const effect = chance.pick<Drawn<"work">>([
    { kind: "hook-unanswered" },
    { kind: "drain-stuck", forMs: Math.round(chance.between(1, 40) * MINUTE) },
    { kind: "drain-stuck", forMs: Math.round(chance.between(1, 40) * MINUTE) },
    { kind: "snapshot-slow", takesMs: chance.pick([20, 120, 24 * 60]) * MINUTE },
    { kind: "snapshot-fails" },
  ]);
  const always = { fromMs: null, untilMs: null };
  return isDrawn
    ? [{ at: "work", resource: null, probability: 1, count: null, ...always, effect }]
    : [];
}

/** Credentials that expire, or a policy that forgets one of the calls, for some minutes. */
function rights(chance: Chance): FaultRule[] {
  const isDrawn = chance.next() < 0.1;
  const operation = chance.pick(["*", "*", "Detach*", "Suspend*", "Delete*", "Update*", "Create*"]);
  const effect: CallRule["effect"] =
    operation === "*" ? { kind: "credentials-expired" } : { kind: "denied" };
  const window = drawWindow(chance);
  if (!isDrawn) return [];
  return [
    { at: "call", operation, resource: null, probability: 1, count: null, ...window, effect },
  ];
}
