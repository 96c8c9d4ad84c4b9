/** A new refresh: pending, with its first step to come. */
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type {
  DesiredConfigurationState,
  RefreshPreferencesState,
  RefreshState,
  RefreshStrategyName,
} from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { stepAfter } from "./endings.ts";
import { forgetOld, rememberActive } from "./refreshes.ts";
import { refreshSettings } from "./settings.ts";

export interface RefreshOrder {
  readonly strategy: RefreshStrategyName;
  readonly preferences: RefreshPreferencesState;
  readonly desired: DesiredConfigurationState | null;
}

export function beginRefresh(world: World, group: GroupState, order: RefreshOrder): RefreshState {
  forgetOld(world);
  const refresh: RefreshState = {
    ...order,
    ...untouched,
    id: world.chance.uuid(),
    groupName: group.name,
    groupArn: group.arn,
    createdAtMs: world.nowMs,
    steppedAtMs: world.nowMs,
  };
  world.state.refreshes.set(refresh.id, refresh);
  rememberActive(group, refresh);
  const { pendingMs, emptyPendingMs } = refreshSettings(world);
  const isEmpty = group.desiredCapacity === 0 && group.members.length === 0;
  stepAfter(world, refresh, world.chance.between(...(isEmpty ? emptyPendingMs : pendingMs)));
  return refresh;
}

const untouched = {
  status: "Pending",
  reason: null,
  startedAtMs: null,
  percentComplete: null,
  toUpdate: null,
  endedAtMs: null,
  rollback: null,
  passedCheckpoint: 0,
  checkpointEndsAtMs: null,
  bakeEndsAtMs: null,
  isCancelledAtOnce: false,
  surge: 0,
  launchDebt: 0,
  availableBefore: 0,
  blockedMs: 0,
  timer: null,
} as const satisfies Partial<RefreshState>;
