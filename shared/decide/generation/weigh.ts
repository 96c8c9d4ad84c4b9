/**
 * Shares the requests of a fleet's rules between two generations: absolute weights, each rule looked at afresh. The
 * weights that were there before are put back on every way out, until the new generation has everything for good.
 */
import type { FleetReading } from "../../guard/serving.ts";
import type { AwsFields } from "../../model/calls/aws-fields.ts";
import type { Call } from "../../model/call.ts";
import type { SharedRule } from "../../model/steps/generation.ts";
import type { RuleFact } from "../../model/facts/rule-facts.ts";
import {
  failed,
  failedIfItStays,
  mayArrive,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { vanished } from "../vanished.ts";

export interface WeighSeen {
  readonly fleet: FleetReading;
  readonly rules: readonly RuleFact[];
}
type Work = WorkOf<"weigh">;
type Weights = Pick<SharedRule, "fromWeight" | "toWeight">;

export function decideWeigh(
  work: Work,
  seen: WeighSeen,
  memory: Pick<Memory, "unansweredAtMs">,
  nowMs: number,
): Decision {
  const { groups } = seen.fleet;
  const gone =
    vanished(groups.get(work.group), work.group) ??
    vanished(groups.get(work.toGroup), work.toGroup);
  if (gone) return gone;
  const pairs = work.rules.map((rule) => ({ rule, fact: factOf(rule, seen.rules) }));
  const odd = pairs.map(({ rule, fact }) => oddity(rule, fact)).find((one) => one !== null);
  if (odd) return odd;
  const calls = pairs.flatMap(({ rule, fact }) => (fact ? weightCalls(work, rule, fact) : []));
  return calls.length > 0 ? share(work, calls) : shared(work, memory, nowMs);
}

const factOf = ({ ruleArn }: SharedRule, rules: readonly RuleFact[]) =>
  rules.find((rule) => rule.ruleArn === ruleArn) ?? null;

function oddity({ ruleArn, from, to }: SharedRule, fact: RuleFact | null): Decision | null {
  if (!fact)
    return failedIfItStays(
      `The rule ${ruleArn} of the load balancer isn't there any more. Nothing further is done. ` +
        "Look at where the fleet's requests go now, then make a new plan from that.",
    );
  if (sharesBoth({ from, to }, fact)) return null;
  return failed(
    `The rule ${ruleArn} doesn't share its requests between the two target groups any more: someone changed it. ` +
      "It was left alone. Look at where the fleet's requests go now, then make a new plan from that.",
  );
}

const sharesBoth = ({ from, to }: Pick<SharedRule, "from" | "to">, { weights }: RuleFact) =>
  weights.length === 2 &&
  [from, to].every((arn) => weights.some(({ targetGroupArn }) => targetGroupArn === arn));

function share(work: Work, calls: readonly Call[]): Decision {
  return {
    kind: "act",
    note: `Giving ${work.toGroup} ${partWords(work)} of the requests`,
    calls,
    originals: work.rules.map((rule) => ({
      original: { kind: "weights", group: work.group, rule },
      until: "operation",
    })),
  };
}

function shared(work: Work, memory: Pick<Memory, "unansweredAtMs">, nowMs: number): Decision {
  const unanswered = (["ModifyRule", "ModifyListener"] as const).some((name) =>
    mayArrive(memory.unansweredAtMs(work.group, name), nowMs),
  );
  if (unanswered) return lateAnswer;
  return {
    kind: "done",
    note: `${work.toGroup} gets ${partWords(work)} of the requests`,
    ...(work.isFinal ? { settles: [{ kind: "weights", group: work.group }] as const } : {}),
  };
}

const lateAnswer: Decision = {
  kind: "wait",
  note: "The weights are right. An earlier change of them had no answer and may still arrive; looking until it can't",
  recheckMs: 5000,
  progress: null,
};

/** `18 %`, `all`. */
export function partWords({ fromWeight, toWeight }: Weights): string {
  if (fromWeight === 0) return "all";
  const percent = (100 * toWeight) / (fromWeight + toWeight);
  return `${percent < 1 ? percent.toFixed(1) : String(Math.round(percent))} %`;
}

/** None: the rule has these weights already. */
export function weightCalls(
  { group, fromWeight, toWeight }: Pick<Work, "group" | "fromWeight" | "toWeight">,
  rule: SharedRule,
  fact: RuleFact,
): Call[] {
  if (!sharesBoth(rule, fact)) return [];
  const wanted = new Map([
    [rule.from, fromWeight],
    [rule.to, toWeight],
  ]);
  const isSet = fact.weights.every((one) => one.weight === wanted.get(one.targetGroupArn));
  if (isSet) return [];
  const weights = fact.weights.map(({ targetGroupArn }) => ({
    targetGroupArn,
    weight: wanted.get(targetGroupArn) ?? 0,
  }));
  const about: { readonly actions: readonly AwsFields[] } = fact;
  return [
    rule.isDefault
      ? {
          call: "ModifyListener",
          groupName: group,
          ruleArn: rule.listenerArn,
          actions: about.actions,
          weights,
        }
      : {
          call: "ModifyRule",
          groupName: group,
          ruleArn: rule.ruleArn,
          actions: about.actions,
          weights,
        },
  ];
}
