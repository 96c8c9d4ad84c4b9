/** The load balancer's rules for a plan that needs them: because weights share the traffic, or seem to. */
import type { Intent } from "../../shared/model/intent.ts";
import type { RuleFact } from "../../shared/model/facts/rule-facts.ts";
import { liveOf, type PlanInput } from "../../shared/plan/plan-input.ts";
import type { CloudReader } from "../ports.ts";

/** Null: not needed, and not read. */
export async function rulesFor(
  reader: CloudReader,
  input: PlanInput,
  intent: Intent,
): Promise<readonly RuleFact[] | null> {
  const arns = liveOf(input)?.group.settings.targetGroupArns ?? [];
  const isWanted =
    intent.kind === "replace"
      ? intent.strategy === "parallel" && intent.traffic === "weights"
      : isApart(input, arns);
  return isWanted && arns.length > 0 ? reader.rulesTo(arns) : null;
}

/** Another group of the fleet is in target groups where the live one isn't. */
function isApart({ fleet, facts }: PlanInput, arns: readonly string[]): boolean {
  const groups = fleet.generations.flatMap(({ groupName }) => groupName ?? []);
  return groups.some((name) =>
    facts.groups.get(name)?.settings.targetGroupArns.some((arn) => !arns.includes(arn)),
  );
}
