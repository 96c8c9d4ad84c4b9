/** Gives the fleet what real ones have beside servers, by AWS's own calls. */
import { carryOut } from "../../../electron/practice/faults/faulty-world.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { Trait } from "../scenario/scenario.ts";

/** Null: it has it now. Else why the practice cloud wouldn't. */
export function giveTrait(world: World, trait: Trait): string | null {
  const group = [...world.state.groups.values()].find(({ suspended }) => suspended.length < 3);
  if (!group) return "no group serves";
  const { operation, input } = ORDERS[trait](group.template);
  const whole = { AutoScalingGroupName: group.name, ...input };
  const order = { service: "autoscaling", operation, input: whole } as const;
  const refusal = carryOut(world, order);
  return refusal === null ? null : `${trait}: ${refusal}`;
}

interface Order {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Template = { readonly id: string; readonly version: string } | null;

const ORDERS: Readonly<Record<Trait, (template: Template) => Order>> = {
  hook: () => ({
    operation: "PutLifecycleHook",
    input: {
      LifecycleHookName: "warm-caches",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      HeartbeatTimeout: 60,
      DefaultResult: "CONTINUE",
    },
  }),
  policy: () => ({
    operation: "PutScalingPolicy",
    input: {
      PolicyName: "busy",
      PolicyType: "SimpleScaling",
      AdjustmentType: "ChangeInCapacity",
      ScalingAdjustment: 1,
    },
  }),
  schedule: () => ({
    operation: "PutScheduledUpdateGroupAction",
    input: { ScheduledActionName: "morning", Recurrence: "0 6 * * *", MinSize: 1 },
  }),
  "warm-pool": () => ({ operation: "PutWarmPool", input: { MinSize: 1 } }),
  mixed: (template) => ({
    operation: "UpdateAutoScalingGroup",
    input: {
      MixedInstancesPolicy: {
        LaunchTemplate: {
          LaunchTemplateSpecification: {
            LaunchTemplateId: template?.id,
            Version: template?.version,
          },
          Overrides: [{ InstanceType: "m7i.large" }, { InstanceType: "m7i.xlarge" }],
        },
      },
    },
  }),
  notification: () => ({
    operation: "PutNotificationConfiguration",
    input: {
      TopicARN: "arn:aws:sns:eu-west-1:123456789012:fleet",
      NotificationTypes: ["autoscaling:EC2_INSTANCE_LAUNCH_ERROR"],
    },
  }),
};
