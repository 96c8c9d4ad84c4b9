/** DescribeInstanceRefreshes: those of six weeks, the active one and the newest first. */
import type {
  DescribeInstanceRefreshesAnswer,
  DescribeInstanceRefreshesType,
  InstanceRefresh,
} from "@aws-sdk/client-auto-scaling";
import { findGroup } from "../../../world/autoscaling/groups.ts";
import { refreshesOf } from "../../../world/autoscaling/refresh/refreshes.ts";
import { tellReason } from "../../../world/autoscaling/refresh/waiting-for.ts";
import type {
  DesiredConfigurationState,
  RefreshRollbackState,
  RefreshState,
} from "../../../world/kernel/state/refresh.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { groupNameOf } from "../input.ts";
import { fromPreferences } from "./preferences.ts";

export function describeInstanceRefreshes(
  input: DescribeInstanceRefreshesType,
  { world }: CallContext,
): DescribeInstanceRefreshesAnswer {
  const ids = input.InstanceRefreshIds;
  const all = refreshesOf(world, findGroup(world, groupNameOf(input)));
  const wanted = all.filter(({ id }) => !ids?.length || ids.includes(id));
  const limits = { token: input.NextToken, size: input.MaxRecords, defaultSize: 50, maxSize: 100 };
  const page = pageOf(wanted, ({ id }) => id, limits);
  return {
    InstanceRefreshes: page.items.map((refresh) => toRefresh(world, refresh)),
    NextToken: page.nextToken,
  };
}

const toDate = (ms: number | null) => (ms === null ? undefined : new Date(ms));

function toRefresh(world: World, refresh: RefreshState): InstanceRefresh {
  return {
    InstanceRefreshId: refresh.id,
    AutoScalingGroupName: refresh.groupName,
    Strategy: refresh.strategy,
    Status: refresh.status,
    StatusReason: tellReason(world, refresh) ?? undefined,
    StartTime: toDate(refresh.startedAtMs),
    EndTime: toDate(refresh.endedAtMs),
    PercentageComplete: refresh.percentComplete ?? undefined,
    InstancesToUpdate: refresh.toUpdate ?? undefined,
    Preferences: fromPreferences(refresh.preferences),
    DesiredConfiguration: refresh.desired ? toDesired(refresh.desired) : undefined,
    ProgressDetails: refresh.pools && toProgress(refresh.pools),
    RollbackDetails: refresh.rollback?.steps ? toRollback(refresh.rollback) : undefined,
  };
}

function toDesired({
  template,
  mixedInstancesPolicy,
}: DesiredConfigurationState): InstanceRefresh["DesiredConfiguration"] {
  if (!template)
    return { MixedInstancesPolicy: mixedInstancesPolicy ?? {} } as NonNullable<
      InstanceRefresh["DesiredConfiguration"]
    >;
  const { id, name, version } = template;
  return {
    LaunchTemplate: { LaunchTemplateId: id, LaunchTemplateName: name, Version: version },
  };
}

/** Only of a group with a warm pool. */
const toProgress = ({ live, warm }: NonNullable<RefreshState["pools"]>) => ({
  LivePoolProgress: { PercentageComplete: live.percent, InstancesToUpdate: live.toUpdate },
  WarmPoolProgress: { PercentageComplete: warm.percent, InstancesToUpdate: warm.toUpdate },
});

const toRollback = (rollback: RefreshRollbackState): InstanceRefresh["RollbackDetails"] => ({
  RollbackReason: rollback.reason,
  RollbackStartTime: new Date(rollback.sinceMs),
  PercentageCompleteOnRollback: rollback.percentBefore,
  InstancesToUpdateOnRollback: rollback.toUpdateBefore,
  ProgressDetailsOnRollback: rollback.poolsBefore && toProgress(rollback.poolsBefore),
});
