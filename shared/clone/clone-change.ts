/** What is different in a clone by intent: its group's name and, where its traffic is another, its target groups. */
import type { AwsFields } from "../model/calls/aws-fields.ts";
import type { GroupName, TargetGroupArn } from "../model/ids.ts";
import type { TargetGroupPair } from "../model/steps/clone.ts";

export interface CloneChange {
  readonly fromGroup: GroupName;
  readonly toGroup: GroupName;
  readonly targetGroups: readonly TargetGroupPair[];
}

/**
 * A definition of the old group's made the new one's: metrics that watch the group, or its target groups, watch the
 * new ones. Everything else stays letter by letter.
 */
export function changedFields(fields: AwsFields, change: CloneChange): AwsFields {
  const changed = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, changedValue(key, value, change)]),
  );
  const ofGroup = fields["Name"] === "AutoScalingGroupName" && fields["Value"] === change.fromGroup;
  return ofGroup ? { ...changed, Value: change.toGroup } : changed;
}

function changedValue(key: string, value: unknown, change: CloneChange): unknown {
  if (Array.isArray(value)) return value.map((item) => changedValue(key, item, change));
  if (typeof value === "string") return changedText(key, value, change);
  return typeof value === "object" && value !== null
    ? changedFields(value as AwsFields, change)
    : value;
}

function changedText(key: string, text: string, change: CloneChange): string {
  const aimed = change.targetGroups.reduce(
    (all, { from, to }) => all.replaceAll(targetGroupLabel(from), targetGroupLabel(to)),
    text,
  );
  return key === "Expression" ? renamedInQuotes(aimed, change) : aimed;
}

/** Searches and queries over metrics name the group in quotes. */
const renamedInQuotes = (text: string, { fromGroup, toGroup }: CloneChange) =>
  ["'", '"'].reduce(
    (all, quote) => all.replaceAll(`${quote}${fromGroup}${quote}`, `${quote}${toGroup}${quote}`),
    text,
  );

/** `targetgroup/name/id`: how metrics and resource labels name a target group. */
const targetGroupLabel = (arn: TargetGroupArn) => /targetgroup\/.+$/.exec(arn)?.[0] ?? arn;
