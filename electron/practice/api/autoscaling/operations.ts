/** All Auto Scaling actions that are simulated, by AWS's names. The wire finds them here. */
import {
  deleteGroup,
  resumeProcesses,
  setDesiredCapacity,
  suspendProcesses,
  updateGroup,
} from "./groups/change-group.ts";
import { createGroup } from "./groups/create-group.ts";
import { describeActivities, describeGroups, describeInstances } from "./groups/describe-groups.ts";
import { describeNotifications, describeWarmPool } from "./empty-parts.ts";
import {
  completeLifecycleAction,
  deleteLifecycleHook,
  describeLifecycleHooks,
  putLifecycleHook,
} from "./hooks.ts";
import {
  detachInstances,
  enterStandby,
  exitStandby,
  setHealth,
  setProtection,
  terminateMember,
} from "./groups/move-members.ts";
import { describePolicies } from "./policies/describe-policies.ts";
import { executePolicy } from "./policies/execute-policy.ts";
import { deletePolicy, putScalingPolicy } from "./policies/put-policy.ts";
import { describeScheduledActions } from "./schedules/describe-schedules.ts";
import {
  batchDeleteScheduledActions,
  batchPutScheduledActions,
  deleteScheduledAction,
  putScheduledAction,
} from "./schedules/put-schedule.ts";
import { cancelInstanceRefresh, rollbackInstanceRefresh } from "./refresh/change-refresh.ts";
import { describeInstanceRefreshes } from "./refresh/describe-refreshes.ts";
import { startInstanceRefresh } from "./refresh/start-refresh.ts";
import { createOrUpdateTags, deleteTags, describeTags } from "./tags.ts";
import {
  attachTargetGroups,
  attachTrafficSources,
  describeTargetGroupsOfGroup,
  describeTrafficSources,
  detachTargetGroups,
  detachTrafficSources,
} from "./traffic-sources.ts";

export const autoScalingOperations = {
  CreateAutoScalingGroup: createGroup,
  UpdateAutoScalingGroup: updateGroup,
  SetDesiredCapacity: setDesiredCapacity,
  DeleteAutoScalingGroup: deleteGroup,
  DescribeAutoScalingGroups: describeGroups,
  DescribeAutoScalingInstances: describeInstances,
  DescribeScalingActivities: describeActivities,
  SuspendProcesses: suspendProcesses,
  ResumeProcesses: resumeProcesses,
  AttachLoadBalancerTargetGroups: attachTargetGroups,
  DetachLoadBalancerTargetGroups: detachTargetGroups,
  DescribeLoadBalancerTargetGroups: describeTargetGroupsOfGroup,
  AttachTrafficSources: attachTrafficSources,
  DetachTrafficSources: detachTrafficSources,
  DescribeTrafficSources: describeTrafficSources,
  CreateOrUpdateTags: createOrUpdateTags,
  DeleteTags: deleteTags,
  DescribeTags: describeTags,
  SetInstanceProtection: setProtection,
  EnterStandby: enterStandby,
  ExitStandby: exitStandby,
  TerminateInstanceInAutoScalingGroup: terminateMember,
  DetachInstances: detachInstances,
  SetInstanceHealth: setHealth,
  PutScalingPolicy: putScalingPolicy,
  DeletePolicy: deletePolicy,
  DescribePolicies: describePolicies,
  ExecutePolicy: executePolicy,
  PutScheduledUpdateGroupAction: putScheduledAction,
  DeleteScheduledAction: deleteScheduledAction,
  BatchPutScheduledUpdateGroupAction: batchPutScheduledActions,
  BatchDeleteScheduledAction: batchDeleteScheduledActions,
  DescribeScheduledActions: describeScheduledActions,
  PutLifecycleHook: putLifecycleHook,
  DeleteLifecycleHook: deleteLifecycleHook,
  DescribeLifecycleHooks: describeLifecycleHooks,
  CompleteLifecycleAction: completeLifecycleAction,
  DescribeWarmPool: describeWarmPool,
  DescribeNotificationConfigurations: describeNotifications,
  StartInstanceRefresh: startInstanceRefresh,
  CancelInstanceRefresh: cancelInstanceRefresh,
  RollbackInstanceRefresh: rollbackInstanceRefresh,
  DescribeInstanceRefreshes: describeInstanceRefreshes,
};
