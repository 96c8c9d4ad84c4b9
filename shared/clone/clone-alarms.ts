/** Alarms that drive the new group's policies: those of the old one, under a name and with policies of their own. */
import type { AwsFields } from "../model/calls/aws-fields.ts";
import type { GroupExtra, GroupFact, ScalingPolicyExtra } from "../model/facts.ts";
import type { GroupName } from "../model/ids.ts";
import { TAG } from "../model/tags.ts";
import { changedFields, type CloneChange } from "./clone-change.ts";

const LONGEST_NAME = 255;
const ACTION_FIELDS = ["OKActions", "AlarmActions", "InsufficientDataActions"] as const;

/** It names the group, so that names don't grow from generation to generation and a removal knows them again. */
export function cloneAlarmName(name: string, { fromGroup, toGroup }: CloneChange): string {
  if (name.includes(fromGroup)) return cut(name.replaceAll(fromGroup, toGroup), toGroup);
  return cut(`${name}-${toGroup}`, toGroup);
}

const cut = (name: string, group: GroupName) =>
  name.length <= LONGEST_NAME
    ? name
    : `${name.slice(0, LONGEST_NAME - group.length - 1).replace(/-$/, "")}-${group}`;

/** `arns`: the new policies by the ARNs of the old ones. An alarm of several policies is one. */
export function cloneAlarms(
  policies: readonly ScalingPolicyExtra[],
  change: CloneChange,
  arns: ReadonlyMap<string, string>,
): readonly GroupExtra[] {
  const alarms = new Map(
    policies.flatMap((policy) => policy.alarms.map((alarm) => [alarm.name, alarm])),
  );
  return [...alarms.values()].map((alarm) => cloneAlarm(alarm, change, arns));
}

function cloneAlarm(
  { name, definition }: GroupExtra,
  change: CloneChange,
  arns: ReadonlyMap<string, string>,
): GroupExtra {
  const cloned = cloneAlarmName(name, change);
  const actions = ACTION_FIELDS.map((field) => actionsOf(definition, field, arns));
  const rest = Object.entries(changedFields(definition, change)).filter(([key]) => !isAction(key));
  return {
    name: cloned,
    definition: Object.assign(
      Object.fromEntries(rest),
      { AlarmName: cloned },
      ...actions,
    ) as AwsFields,
  };
}

const isAction = (key: string) => ACTION_FIELDS.some((field) => field === key);

/** Policies of this group become the new one's; those of other groups stay with the old alarm, others are told too. */
function actionsOf(
  definition: AwsFields,
  field: (typeof ACTION_FIELDS)[number],
  arns: ReadonlyMap<string, string>,
): AwsFields {
  const kept = textsOf(definition[field]).flatMap((action) => {
    const own = arns.get(action);
    if (own !== undefined) return [own];
    return isPolicy(action) ? [] : [action];
  });
  return kept.length === 0 ? {} : { [field]: kept };
}

const isPolicy = (action: string) => action.includes(":scalingPolicy:");

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

export interface AlarmsOfRemoved {
  readonly going: readonly string[];
  readonly staying: readonly string[];
}

/**
 * What becomes of a removed group's alarms: those that Bennu made for it go, which name it and drive policies of no
 * other group. Alarms that somebody made by hand are theirs, and stay.
 */
export function alarmsOfRemoved(
  { name: group, tags }: Pick<GroupFact, "name" | "tags">,
  policies: readonly ScalingPolicyExtra[],
): AlarmsOfRemoved {
  const isBennus = tags.some(({ key }) => key === TAG.operation);
  const own = new Set(policies.map(({ arn }) => arn));
  const goes = ({ name, definition }: GroupExtra) =>
    isBennus && name.includes(group) && policiesDriven(definition).every((arn) => own.has(arn));
  const alarms = policies.flatMap((policy) => policy.alarms);
  const names = (wanted: boolean) =>
    [
      ...new Set(alarms.filter((alarm) => goes(alarm) === wanted).map(({ name }) => name)),
    ].toSorted();
  return { going: names(true), staying: names(false) };
}

const policiesDriven = (definition: AwsFields) =>
  ACTION_FIELDS.flatMap((field) => textsOf(definition[field])).filter(isPolicy);
