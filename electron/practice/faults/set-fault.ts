/** Sets a fault in a region as it was ordered: from now on in its own time. */
import type { FaultOrder, RuleOrder } from "../../../shared/contract/practice-schemas.ts";
import { PracticeError } from "../world/kernel/practice-error.ts";
import type { World } from "../world/kernel/world.ts";
import { carryOut, doAct } from "./colleague.ts";
import type { FaultAct, SetFault } from "./fault-book.ts";
import type { FaultRule } from "./fault-rule.ts";
import { READY_MADE } from "./ready-made.ts";
import type { ReadyRule } from "./ready-made.ts";
import { faultBookOf } from "./region-faults.ts";

export function setFault(world: World, order: FaultOrder): SetFault {
  const { title, target, rules } = "ready" in order ? ready(order) : { ...order, target: "" };
  const setAtMs = world.nowMs;
  const undo = "ready" in order && READY_MADE[order.ready].putsHook ? putHooks(world, target) : [];
  return faultBookOf(world).set({
    title,
    target,
    setAtMs,
    rules: rules.map((rule) => ruleAt(rule, setAtMs)),
    ...(undo.length > 0 ? { undo } : {}),
  });
}

/** Null: all faults. False: there is no such fault. */
export function clearFault(world: World, id: string | null): boolean {
  const gone = faultBookOf(world).clear(id);
  for (const { undo = [] } of gone) for (const act of undo) carryOut(world, act);
  return id === null || gone.length > 0;
}

const HOOK = "practice-hold";

/** On every group of the fleet that stands now; gives what takes them away again. */
function putHooks(world: World, fleet: string): readonly FaultAct[] {
  const names = [...world.state.groups.keys()].filter((name) => fleetOf(name) === fleet);
  return names.map((AutoScalingGroupName) => {
    const hook = { AutoScalingGroupName, LifecycleHookName: HOOK };
    const LifecycleTransition = "autoscaling:EC2_INSTANCE_LAUNCHING";
    const input = { ...hook, LifecycleTransition, HeartbeatTimeout: 3600 };
    doAct(world, { ...call("PutLifecycleHook", input), atMs: world.nowMs }, false);
    return call("DeleteLifecycleHook", hook);
  });
}

const fleetOf = (group: string) => group.replace(/-v\d+$/, "");

const call = (operation: string, input: FaultAct["input"]): FaultAct => ({
  service: "autoscaling",
  operation,
  input,
});

type ReadyOrder = Extract<FaultOrder, { readonly ready: unknown }>;

function ready(order: ReadyOrder) {
  const made = READY_MADE[order.ready];
  if (made.needsTarget && order.target === null)
    throw new PracticeError("ValidationError", `"${made.title}" needs a target: ${made.target}.`);
  const when = {
    probability: order.probability ?? made.probability,
    count: order.count === undefined ? made.count : order.count,
    after: order.after,
    for: order.for === undefined ? made.forMs : order.for,
  };
  const rules = made.rules.map((rule) => narrowed(rule, made.target, order.target, when));
  return { title: made.title, target: order.target ?? "", rules };
}

type When = Pick<RuleOrder, "probability" | "count" | "after" | "for">;

/** An operation is named by the rule itself, everything else by its resource. */
function narrowed(rule: ReadyRule, kind: string, target: string | null, when: When): RuleOrder {
  const resource = kind === "operation" ? null : target;
  if (rule.at !== "call") return { ...rule, resource, ...when };
  const operation = rule.operation ?? (kind === "operation" ? (target ?? "*") : "*");
  return { ...rule, operation, resource, ...when };
}

function ruleAt(order: RuleOrder, nowMs: number): FaultRule {
  const { after, for: forMs, ...rule } = order;
  const fromMs = nowMs + after;
  const when = { fromMs, untilMs: forMs === null ? null : fromMs + forMs };
  if (rule.at !== "boot") return { ...rule, ...when };
  const { newImages, ...boot } = rule;
  return { ...boot, imagesMadeAfterMs: newImages ? nowMs : null, ...when };
}
