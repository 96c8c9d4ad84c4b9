/**
 * What goes wrong in a run. `light`: answers that are lost, late, refused or stale, in spite of which every operation
 * must succeed. `heavy`: the same as often as the goals have it, and half of the time also servers that fail, zones
 * without capacity and a colleague.
 */
import type { ColleagueAct, FaultRule } from "../../../electron/practice/faults/fault-rule.ts";
import type { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import { SHOP_FLEETS } from "../../../electron/practice/world/seed/fleet-catalogue.ts";
import { SHOP_REGION } from "../../../electron/practice/world/seed/seed-shop.ts";
import { MINUTE } from "./minute.ts";
import type { FleetShape } from "./scenario.ts";

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
  rules.every(({ at, effect }) => at === "call" && isOfAnswers(effect.kind));

const isOfAnswers = (kind: string) =>
  ["throttle", "server-error", "reply-lost", "reply-late", "stale-read"].includes(kind);

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
  ];
}

function hardRules(chance: Chance): FaultRule[] {
  const when = () => {
    const fromMs = chance.between(0, chance.pick([0, 1, 8]) * MINUTE);
    return { fromMs, untilMs: fromMs + chance.between(2 * MINUTE, 40 * MINUTE) };
  };
  const rules: FaultRule[] = [];
  if (chance.next() < 0.4) {
    const effect = { kind: "no-capacity" } as const;
    const resource = chance.next() < 0.5 ? `${SHOP_REGION}a` : null;
    rules.push({ at: "launch", resource, probability: 1, count: null, ...when(), effect });
  }
  const boots = [
    { kind: "boot-hangs" },
    { kind: "never-healthy" },
    { kind: "dies", afterMs: Math.round(chance.between(1.5, chance.pick([4, 8])) * MINUTE) },
    { kind: "dies", afterMs: Math.round(chance.between(2, 20) * MINUTE) },
  ] as const;
  if (chance.next() < 0.75) {
    const effect = chance.pick<(typeof boots)[number]>(boots);
    const count = chance.next() < 0.4 ? chance.whole(1, 3) : null;
    const probability = chance.pick([0.3, 1]);
    rules.push({ at: "boot", resource: null, probability, count, ...when(), effect });
  }
  return rules;
}

export function drawColleague(chance: Chance, fleet: FleetShape): ColleagueAct[] {
  const names = groupNames(fleet);
  const acts = Array.from({ length: chance.whole(1, 3) }, () => {
    const atMs = Math.round(chance.between(0, chance.pick([3, 6, 20]) * MINUTE));
    const act = drawAct(chance, chance.pick(names), fleet.servers);
    return { atMs, service: "autoscaling" as const, ...act };
  });
  return chance.next() < 0.5 ? acts : [];
}

/** The one that serves, and the one that a replacement will make. */
function groupNames({ entry }: FleetShape): readonly [string, string] {
  const fleet = SHOP_FLEETS.find(({ name }) => name === entry);
  const sequence = fleet?.generations.find(({ state }) => state === "live")?.sequence ?? null;
  const numbered = (number: number) => `${entry}-v${String(number).padStart(3, "0")}`;
  if (sequence === null) return [`${entry}-asg`, `${entry}-asg-v001`];
  return [numbered(sequence), numbered(sequence + 1)];
}

function drawAct(
  chance: Chance,
  AutoScalingGroupName: string,
  size: number,
): Pick<ColleagueAct, "operation" | "input"> {
  const DesiredCapacity = Math.max(0, size + chance.whole(-5, 3));
  const ScalingProcesses = [
    chance.pick(["Launch", "Terminate", "AddToLoadBalancer", "HealthCheck"]),
  ];
  const MaxSize = DesiredCapacity + 3;
  const sizes = { AutoScalingGroupName, DesiredCapacity, MinSize: 0, MaxSize };
  return chance.pick<Pick<ColleagueAct, "operation" | "input">>([
    { operation: "UpdateAutoScalingGroup", input: sizes },
    { operation: "SuspendProcesses", input: { AutoScalingGroupName, ScalingProcesses } },
    { operation: "DeleteAutoScalingGroup", input: { AutoScalingGroupName, ForceDelete: true } },
    { operation: "ResumeProcesses", input: { AutoScalingGroupName, ScalingProcesses } },
  ]);
}
