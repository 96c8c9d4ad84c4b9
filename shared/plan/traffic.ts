/** The fleet's traffic: the target groups of the group that serves; if it has none any more, those of the other. */
import type { GroupFact } from "../model/facts.ts";
import type { TargetGroupArn } from "../model/ids.ts";

export function trafficOf(serving: GroupFact, other: GroupFact): readonly TargetGroupArn[] {
  const own = serving.settings.targetGroupArns;
  return own.length > 0 ? own : other.settings.targetGroupArns;
}
