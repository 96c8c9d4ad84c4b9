/** All Auto Scaling actions that are simulated, by AWS's names. The wire finds them here. */
import { setDesiredCapacity, updateGroup } from "./groups/change-group.ts";
import { createGroup } from "./groups/create-group.ts";
import { deleteGroup } from "./groups/delete-group.ts";
import { completeLifecycleAction, recordLifecycleActionHeartbeat } from "./hooks/answers.ts";
import { deleteLifecycleHook, describeLifecycleHooks, putLifecycleHook } from "./hooks/hooks.ts";
import {
  describeAccountLimits,
  describeAdjustmentTypes,
  describeLifecycleHookTypes,
  describeMetricCollectionTypes,
  describeProcessTypes,
  describeTerminationPolicyTypes,
} from "./kinds/describe-kinds.ts";
import {
  createLaunchConfiguration,
  deleteLaunchConfiguration,
  describeLaunchConfigurations,
} from "./kinds/launch-configurations.ts";
import { disableMetricsCollection, enableMetricsCollection } from "./kinds/metrics-collection.ts";
import { resumeProcesses, suspendProcesses } from "./kinds/processes.ts";
import { attachInstances, detachInstances } from "./members/attach.ts";
import { launchInstances } from "./members/launch.ts";
import { setHealth, setProtection } from "./members/protect.ts";
import { enterStandby, exitStandby } from "./members/standby.ts";
import { terminateMember } from "./members/terminate.ts";
import {
  deleteNotificationConfiguration,
  describeNotifications,
  describeNotificationTypes,
  putNotificationConfiguration,
} from "./notifications/notifications.ts";
import { attachClassic, describeClassic, detachClassic } from "./kinds/classic-balancers.ts";
import { describeActivities } from "./reading/describe-activities.ts";
import { describeGroups, describeInstances } from "./reading/describe-groups.ts";
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
import { deleteWarmPool, describeWarmPool, putWarmPool } from "./warm-pool/warm-pool.ts";

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
  AttachLoadBalancers: attachClassic,
  DetachLoadBalancers: detachClassic,
  DescribeLoadBalancers: describeClassic,
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
  LaunchInstances: launchInstances,
  AttachInstances: attachInstances,
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
  RecordLifecycleActionHeartbeat: recordLifecycleActionHeartbeat,
  CreateLaunchConfiguration: createLaunchConfiguration,
  DeleteLaunchConfiguration: deleteLaunchConfiguration,
  DescribeLaunchConfigurations: describeLaunchConfigurations,
  EnableMetricsCollection: enableMetricsCollection,
  DisableMetricsCollection: disableMetricsCollection,
  DescribeAccountLimits: describeAccountLimits,
  DescribeAdjustmentTypes: describeAdjustmentTypes,
  DescribeLifecycleHookTypes: describeLifecycleHookTypes,
  DescribeMetricCollectionTypes: describeMetricCollectionTypes,
  DescribeScalingProcessTypes: describeProcessTypes,
  DescribeTerminationPolicyTypes: describeTerminationPolicyTypes,
  PutWarmPool: putWarmPool,
  DeleteWarmPool: deleteWarmPool,
  DescribeWarmPool: describeWarmPool,
  PutNotificationConfiguration: putNotificationConfiguration,
  DeleteNotificationConfiguration: deleteNotificationConfiguration,
  DescribeAutoScalingNotificationTypes: describeNotificationTypes,
  DescribeNotificationConfigurations: describeNotifications,
  StartInstanceRefresh: startInstanceRefresh,
  CancelInstanceRefresh: cancelInstanceRefresh,
  RollbackInstanceRefresh: rollbackInstanceRefresh,
  DescribeInstanceRefreshes: describeInstanceRefreshes,
};
