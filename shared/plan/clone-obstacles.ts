/**
 * What a new group beside the old one could not carry yet. A clone that silently lacks a scaling policy or a hook is
 * an outage later, so it is refused.
 */
import type { GroupExtras, GroupFact } from "../model/facts.ts";
import type { Refusal } from "../model/plan.ts";
import { listWords } from "../words/counts.ts";
import { refuse } from "./plan-input.ts";

export function cloneObstacle(group: GroupFact, extras: GroupExtras): Refusal | null {
  const found = uncarried(group, extras);
  if (found.length === 0) return null;
  return refuse(
    `${group.name} has ${listWords(found, 8)}, which a parallel generation can't carry over yet.`,
    "Take them off for the time of the replacement and put them on the new group after it, " +
      "or replace this fleet with AWS's instance refresh.",
  );
}

const names = (extras: readonly { readonly name: string }[]) => extras.map(({ name }) => name);

function uncarried({ settings }: GroupFact, extras: GroupExtras): string[] {
  const named = [
    [names(extras.scalingPolicies), "scaling policies"],
    [names(extras.scheduledActions), "scheduled actions"],
    [names(extras.lifecycleHooks), "lifecycle hooks"],
    [names(extras.notifications), "notifications"],
    [settings.classicLoadBalancers, "classic load balancers"],
  ] as const;
  const found = named
    .filter(([has]) => has.length > 0)
    .map(([has, what]) => `${what} (${listWords(has, 3)})`);
  if (extras.warmPool !== null) found.push("a warm pool");
  if (settings.mixedInstances !== null) found.push("a mixed instances policy");
  if (settings.launchConfiguration !== null)
    found.push(`a launch configuration (${settings.launchConfiguration})`);
  return found;
}
