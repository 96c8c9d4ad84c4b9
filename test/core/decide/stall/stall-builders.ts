/** What a stall is looked for in: a group of two with what the test says of it. */
import { findStall } from "../../../../shared/decide/stall/stall.ts";
import type {
  Circumstances,
  Stall,
  StallSeen,
} from "../../../../shared/decide/stall/stall-case.ts";
import type {
  ActivityFact,
  GroupFact,
  MemberFact,
  TargetHealthFact,
} from "../../../../shared/model/facts.ts";
import { groupName, serverId, targetGroupArn } from "../../../../shared/model/ids.ts";
import { aGroup } from "../../../shell/operations/small-facts.ts";

export const NAME = groupName("shop-v002");
export const ARN = targetGroupArn("arn:targetgroup/tg-shop/1");
export const NOW_MS = 1_000_000_000;
export const MINUTE = 60_000;

export const member = (id: string, wanted: Partial<MemberFact> = {}): MemberFact => ({
  serverId: serverId(id),
  zone: "a",
  instanceType: null,
  lifecycleState: "InService",
  healthStatus: "Healthy",
  template: null,
  protectedFromScaleIn: false,
  ...wanted,
});

export const launch = (
  statusMessage: string,
  wanted: Partial<ActivityFact> = {},
): ActivityFact => ({
  activityId: "a",
  groupName: NAME,
  statusCode: "Failed",
  description: "Launching a new EC2 instance.",
  cause: "",
  statusMessage,
  startedAtMs: 10,
  endedAtMs: 11,
  progressPercent: 100,
  ...wanted,
});

export const target = (
  id: string,
  state: string,
  reason: string | null = null,
  description: string | null = null,
): TargetHealthFact => ({
  targetGroupArn: ARN,
  serverId: serverId(id),
  state,
  reason,
  description,
});

export const ofTwo = (wanted: Parameters<typeof aGroup>[1] = {}): GroupFact =>
  aGroup(NAME, { desiredCapacity: 2, arns: [ARN], ...wanted });

export function stallOf(
  group: GroupFact,
  seen: Partial<StallSeen> & { readonly health?: readonly TargetHealthFact[] } = {},
  circumstances: Partial<Circumstances> = {},
): Stall | null {
  const { health = [], ...rest } = seen;
  const fleet = {
    groups: new Map([[group.name, group]]),
    targetGroupArns: group.settings.targetGroupArns,
    targetHealth: health,
    readAtMs: NOW_MS,
  };
  return findStall({ fleet, activities: [], ...rest }, group.name, {
    late: false,
    nowMs: NOW_MS,
    ...circumstances,
  });
}
