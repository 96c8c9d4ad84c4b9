/** Who else describes the fleet, and what this plan means for that description. */
import type { Plan } from "../../model/plan.ts";
import { ownerWarning } from "../../fleet/ownership.ts";

export function ownerOutlook(owner: string | null, fleetName: string, plan: Plan): string | null {
  if (owner === null) return null;
  if (plan.groups === null || plan.groups.from !== plan.groups.to)
    return ownerWarning(owner, fleetName);
  const isStack = owner.startsWith("CloudFormation");
  const next = isStack ? "stack update" : "apply";
  return (
    `${fleetName} is owned by ${owner}, which knows the earlier launch template version: its next ${next} may put ` +
    `the group back to it. Bring the new version into ${isStack ? "the stack's template" : "Terraform"} after this plan, before that ${next}.`
  );
}
