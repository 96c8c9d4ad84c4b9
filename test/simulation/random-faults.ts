/** What goes wrong in a run, drawn by chance. `passing` faults are such that every operation must succeed in spite. */
import type {
  ColleagueAct,
  FaultRule,
  FaultScript,
} from "../../electron/practice/faults/fault-rule.ts";
import type { Chance } from "../../electron/practice/world/kernel/chance.ts";
import type { World } from "../../electron/practice/world/kernel/world.ts";

export interface RandomFaults {
  readonly script: FaultScript;
  /** Nothing but lost, late, refused and stale answers. */
  readonly passing: boolean;
  readonly words: readonly string[];
}

const MINUTE = 60_000;

export function randomFaults(seed: number, chance: Chance, world: World): RandomFaults {
  const calls = callRules(chance, world.nowMs);
  const hard = chance.next() < 0.5;
  const others = hard ? hardRules(chance, world) : [];
  const acts = hard && chance.next() < 0.6 ? colleague(chance, world) : [];
  const rules = [...calls, ...others];
  const words = [
    ...rules.map(({ effect, probability }) => `${effect.kind} ${probability.toFixed(2)}`),
    ...acts.map(({ operation, input }) => `${operation} ${JSON.stringify(input)}`),
  ];
  return { script: { seed, rules, acts }, passing: others.length + acts.length === 0, words };
}

/** A fault in three stays for the whole run; the others for some minutes. */
function callRules(chance: Chance, nowMs: number): FaultRule[] {
  const rule = (operation: string, upTo: number, effect: CallRule["effect"]): FaultRule[] => {
    if (chance.next() < 0.5) return [];
    const always = chance.next() < 0.33;
    const fromMs = nowMs + chance.between(0, 8 * MINUTE);
    const when = always
      ? { fromMs: null, untilMs: null }
      : { fromMs, untilMs: fromMs + chance.between(MINUTE, 10 * MINUTE) };
    const probability = chance.between(0.01, upTo);
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

type CallRule = Extract<FaultRule, { readonly at: "call" }>;

function hardRules(chance: Chance, world: World): FaultRule[] {
  const when = () => {
    const fromMs = world.nowMs + chance.between(0, chance.pick([0, 1, 8]) * MINUTE);
    return { fromMs, untilMs: fromMs + chance.between(2 * MINUTE, 40 * MINUTE) };
  };
  const rules: FaultRule[] = [];
  if (chance.next() < 0.4) {
    const effect = { kind: "no-capacity" } as const;
    const resource = chance.next() < 0.5 ? `${world.region}a` : null;
    rules.push({ at: "launch", resource, probability: 1, count: null, ...when(), effect });
  }
  const boots = [
    { kind: "boot-hangs" },
    { kind: "never-healthy" },
    { kind: "dies", afterMs: Math.round(chance.between(1.5, chance.pick([4, 8])) * MINUTE) },
    { kind: "dies", afterMs: Math.round(chance.between(2, 20) * MINUTE) },
  ] as const;
  if (chance.next() < 0.75) {
    const effect = boots[chance.whole(0, boots.length - 1)] ?? boots[0];
    const count = chance.next() < 0.4 ? chance.whole(1, 3) : null;
    const probability = chance.pick([0.3, 1]);
    rules.push({ at: "boot", resource: null, probability, count, ...when(), effect });
  }
  return rules;
}

function colleague(chance: Chance, world: World): ColleagueAct[] {
  const [group] = [...world.state.groups.values()].filter(({ suspended }) => suspended.length < 3);
  if (!group) return [];
  const names = [group.name, nextName(group.name)] as const;
  const count = chance.whole(1, 3);
  return Array.from({ length: count }, () => {
    const atMs = world.nowMs + Math.round(chance.between(0, chance.pick([3, 6, 20]) * MINUTE));
    return {
      atMs,
      service: "autoscaling" as const,
      ...act(chance, chance.pick([...names]), world),
    };
  });
}

const nextName = (name: string) =>
  name.replace(
    /-v(\d+)$/,
    (_, digits: string) => `-v${String(Number(digits) + 1).padStart(3, "0")}`,
  );

function act(
  chance: Chance,
  name: string,
  world: World,
): Pick<ColleagueAct, "operation" | "input"> {
  const AutoScalingGroupName = name;
  const size = world.state.groups.get(name)?.desiredCapacity ?? chance.whole(1, 6);
  const DesiredCapacity = Math.max(0, size + chance.whole(-5, 3));
  const ScalingProcesses = [
    chance.pick(["Launch", "Terminate", "AddToLoadBalancer", "HealthCheck"]),
  ];
  switch (chance.whole(0, 3)) {
    case 0:
      return {
        operation: "UpdateAutoScalingGroup",
        input: { AutoScalingGroupName, DesiredCapacity, MinSize: 0, MaxSize: DesiredCapacity + 3 },
      };
    case 1:
      return { operation: "SuspendProcesses", input: { AutoScalingGroupName, ScalingProcesses } };
    case 2:
      return {
        operation: "DeleteAutoScalingGroup",
        input: { AutoScalingGroupName, ForceDelete: true },
      };
    default:
      return { operation: "ResumeProcesses", input: { AutoScalingGroupName, ScalingProcesses } };
  }
}
