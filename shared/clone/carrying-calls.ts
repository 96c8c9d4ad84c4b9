/** The calls that give the new group what hangs on the old one, each with a key by which it is known again. */
import type { AwsFields } from "../model/calls/aws-fields.ts";
import type { Call } from "../model/call.ts";
import type { GroupExtra, GroupExtras } from "../model/facts.ts";
import type { GroupName } from "../model/ids.ts";
import type { ClonePart } from "../model/steps/clone.ts";
import type { ClonedExtras } from "./clone-extras.ts";

type PutCall = Extract<Call, { readonly call: `Put${string}`; readonly groupName: GroupName }>;

export interface Carrying {
  readonly key: string;
  readonly name: string;
  readonly call: PutCall;
  /** What AWS shows under that name now; null: nothing. */
  readonly has: AwsFields | null;
}

/** In the order in which they have to be made, but alarms: those need the ARNs of policies that are there. */
export function carryingCalls(
  group: GroupName,
  parts: readonly ClonePart[],
  wanted: ClonedExtras,
  has: GroupExtras,
): readonly Carrying[] {
  return parts.flatMap((part) => ofPart(part, group, wanted, has));
}

function ofPart(
  part: ClonePart,
  group: GroupName,
  wanted: ClonedExtras,
  has: GroupExtras,
): readonly Carrying[] {
  const put = (
    call: Exclude<PutCall["call"], "PutMetricAlarm">,
    extras: readonly GroupExtra[],
    theirs: readonly GroupExtra[],
  ) =>
    extras.map((extra) =>
      carrying({ call, groupName: group, definition: extra.definition }, extra, theirs),
    );
  switch (part) {
    case "hooks":
      return put("PutLifecycleHook", wanted.hooks, has.lifecycleHooks);
    case "notifications":
      return put("PutNotificationConfiguration", wanted.notifications, has.notifications);
    case "warm-pool":
      return put("PutWarmPool", poolOf(wanted.warmPool), poolOf(has.warmPool));
    case "policies":
      return put("PutScalingPolicy", wanted.policies, has.scalingPolicies);
    case "schedules":
      return put("PutScheduledUpdateGroupAction", wanted.schedules, has.scheduledActions);
  }
}

export const alarmCalls = (
  group: GroupName,
  wanted: readonly GroupExtra[],
  has: readonly GroupExtra[],
): readonly Carrying[] =>
  wanted.map((alarm) =>
    carrying(
      { call: "PutMetricAlarm", groupName: group, definition: alarm.definition },
      alarm,
      has,
    ),
  );

const poolOf = (pool: GroupExtras["warmPool"]): readonly GroupExtra[] =>
  pool === null ? [] : [{ name: "warm pool", definition: pool.definition }];

const carrying = (
  call: PutCall,
  { name }: GroupExtra,
  theirs: readonly GroupExtra[],
): Carrying => ({
  key: `${call.call} ${name}`,
  name,
  call,
  has: theirs.find((each) => each.name === name)?.definition ?? null,
});
