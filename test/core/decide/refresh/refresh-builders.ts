/** A group of three under refresh from version 7 to 8, as a step sees it. */
import type { Memory } from "../../../../shared/decide/decision.ts";
import type { RefreshSeen } from "../../../../shared/decide/refresh/refresh.ts";
import type { GroupFact, MemberFact } from "../../../../shared/model/facts.ts";
import {
  groupName,
  operationId,
  serverId,
  stepId,
  targetGroupArn,
  templateId,
} from "../../../../shared/model/ids.ts";
import type { RefreshFact } from "../../../../shared/model/facts/signs.ts";
import { refreshDefaults } from "../../../../shared/plan/strategy/strategy-defaults.ts";
import { aGroup } from "../../../shell/operations/small-facts.ts";

export const NAME = groupName("shop");
export const TEMPLATE = templateId("lt-1");
export const NOW_MS = 1_000_000_000;
export const MINUTE = 60_000;
const ARN = targetGroupArn("arn:targetgroup/tg-shop/1");

export const work = {
  kind: "refresh",
  group: NAME,
  templateId: TEMPLATE,
  templateVersion: 8,
  preferences: refreshDefaults,
  onlyIfNeeded: false,
  lateAfterMs: 5 * MINUTE,
  observations: 1,
} as const;

export const member = (
  at: number,
  version: number,
  over: Partial<MemberFact> = {},
): MemberFact => ({
  serverId: serverId(`i-${String(at)}`),
  zone: "a",
  instanceType: null,
  lifecycleState: "InService",
  healthStatus: "Healthy",
  template: { id: TEMPLATE, name: null, version: String(version) },
  protectedFromScaleIn: false,
  ...over,
});

export const aRefreshed = (versions: readonly number[], over: Partial<GroupFact> = {}) =>
  aGroup(NAME, {
    desiredCapacity: 3,
    arns: [ARN],
    template: { id: TEMPLATE, name: null, version: "7" },
    members: versions.map((version, at) => member(at, version)),
    ...over,
  });

export const aRefresh = (over: Partial<RefreshFact> = {}): RefreshFact => ({
  id: "r-1",
  groupName: NAME,
  status: "InProgress",
  reason: null,
  startedAtMs: NOW_MS,
  percent: 0,
  toUpdate: 3,
  endedAtMs: null,
  desired: { templateId: TEMPLATE, version: "8" },
  minHealthyPercentage: 100,
  maxHealthyPercentage: 110,
  checkpointPercentages: [],
  rollback: null,
  ...over,
});

export function seen(
  group: GroupFact | null,
  refreshes: readonly RefreshFact[],
  over: Partial<RefreshSeen> = {},
): RefreshSeen {
  const members = group?.members ?? [];
  return {
    fleet: {
      groups: new Map(group ? [[NAME, group]] : []),
      targetGroupArns: [ARN],
      targetHealth: members.map(({ serverId: id }) => ({
        targetGroupArn: ARN,
        serverId: id,
        state: "healthy",
        reason: null,
        description: null,
      })),
      readAtMs: NOW_MS,
    },
    activities: [],
    refreshes,
    ...over,
  };
}

export const memory = (over: Partial<Memory> = {}): Memory => ({
  operationId: operationId("op-1"),
  stepId: stepId("s4"),
  holder: "ada@console",
  startedAtMs: NOW_MS - MINUTE,
  expected: { medianMs: 10 * MINUTE, worstMs: 20 * MINUTE },
  floor: 3,
  hasEnded: () => false,
  claimedAtMs: () => null,
  unansweredAtMs: () => null,
  clientToken: "t",
  calls: [],
  outputs: {},
  kept: null,
  ...over,
});

export const started = (
  atMs = NOW_MS,
  refreshId: string | null = "r-1",
): Memory["calls"][number] => ({
  name: "StartInstanceRefresh",
  atMs,
  outcome: {
    kind: "ok",
    requestId: null,
    produced: refreshId === null ? {} : { refreshId },
  },
});

export const unanswered = (atMs = NOW_MS): Memory["calls"][number] => ({
  name: "StartInstanceRefresh",
  atMs,
  outcome: { kind: "unknown", message: "lost" },
});
