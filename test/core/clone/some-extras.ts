/** What could hang on `web-v001`, one of each. */
import type { GroupExtras } from "../../../shared/model/facts.ts";
import { groupName } from "../../../shared/model/ids.ts";

export const OLD = groupName("web-v001");
export const NEW = groupName("web-v002");
export const change = { fromGroup: OLD, toGroup: NEW, targetGroups: [] };

export const policyArn = (group: string, name: string) =>
  `arn:aws:autoscaling:r:1:scalingPolicy:0:autoScalingGroupName/${group}:policyName/${name}`;

export const fullExtras: GroupExtras = {
  scalingPolicies: [
    {
      name: "out",
      arn: policyArn(OLD, "out"),
      definition: {
        PolicyName: "out",
        PolicyType: "StepScaling",
        StepAdjustments: [{ ScalingAdjustment: 1 }],
      },
      alarms: [
        {
          name: "cpu-high",
          definition: {
            AlarmName: "cpu-high",
            Dimensions: [{ Name: "AutoScalingGroupName", Value: OLD }],
            AlarmActions: [policyArn(OLD, "out"), "arn:aws:sns:r:1:topic"],
            Threshold: 80,
          },
        },
      ],
    },
  ],
  scheduledActions: [
    {
      name: "night",
      definition: { ScheduledActionName: "night", Recurrence: "0 1 * * *", MinSize: 1 },
    },
  ],
  lifecycleHooks: [
    { name: "drain", definition: { LifecycleHookName: "drain", HeartbeatTimeout: 60 } },
  ],
  notifications: [
    { name: "arn:aws:sns:r:1:topic", definition: { TopicARN: "arn:aws:sns:r:1:topic" } },
  ],
  warmPool: { definition: { MinSize: 1 } },
  activeRefresh: null,
};
