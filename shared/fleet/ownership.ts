/** Fleets that another tool describes: it will undo, or trip over, what is changed beside it. From tags only. */
import type { GroupTag } from "../model/facts.ts";

export function ownerOf(tags: readonly GroupTag[]): string | null {
  const stack = tags.find((tag) => tag.key === "aws:cloudformation:stack-name");
  if (stack !== undefined) return `CloudFormation stack ${stack.value}`;
  const terraform = tags.find(
    (tag) =>
      /terraform/i.test(tag.key) ||
      (/^managed[-_ ]?by$/i.test(tag.key) && /terraform/i.test(tag.value)),
  );
  return terraform === undefined ? null : "Terraform";
}

/** What it means for the fleet that a plan changes it beside its owner. */
export function ownerWarning(owner: string, fleetName: string): string {
  const tool = owner.startsWith("CloudFormation") ? "CloudFormation" : "Terraform";
  const next = tool === "CloudFormation" ? "stack update" : "apply";
  return (
    `${fleetName} is owned by ${owner}. It does not know the new group, and its next ${next} may put the old one ` +
    `back beside it. Bring the new image and group into ${tool} after this plan, before that ${next}.`
  );
}
