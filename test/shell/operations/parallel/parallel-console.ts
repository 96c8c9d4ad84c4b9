/** A console on the practice region, and what tests of parallel generations do to its world. */
import { join } from "node:path";
import { createTargetGroup } from "../../../../electron/practice/world/elb/target-groups.ts";
import { replaceListener } from "../../../../electron/practice/world/elb/routing/listeners.ts";
import { enterState } from "../../../../electron/practice/world/cloudwatch/alarms/alarms.ts";
import type { OperationPorts } from "../../../../electron/operations/operations.ts";
import { groupName, type StepId } from "../../../../shared/model/ids.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { ParallelIntent } from "../../../../shared/model/intent.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import type { StepKind } from "../../../../shared/model/step-work.ts";
import { aFolder, consoleOn } from "../console.ts";
import { aPracticeRegion } from "../practice-region.ts";

export const FLEET = "checkout-web";
export const why = { reason: "release", changeNumber: null };

export function aParallelConsole(wanted: Partial<OperationPorts> = {}) {
  const region = aPracticeRegion();
  const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"), wanted);
  const replacement = async (changes: Partial<ParallelIntent> = {}) =>
    region.replace(FLEET, await region.otherImage(FLEET), changes);
  return { ...console, region, replacement };
}
export type ParallelConsole = ReturnType<typeof aParallelConsole>;

export function groupsOf({ groups }: Plan) {
  if (!groups) throw new Error("The plan has groups");
  return groups;
}

/** The first step of a kind. */
export function stepOf(plan: Plan, kind: StepKind): StepId {
  const step = plan.steps.find(({ work }) => work.kind === kind);
  if (!step) throw new Error(`The plan has no ${kind}`);
  return step.id;
}

export const noteOf = ({ steps }: OperationDetail, id: StepId) =>
  steps.find(({ stepId }) => stepId === id)?.note ?? "";

/** Gives the fleet's rule a second target group with weight 0, and tells its ARN. */
export function withIdleTargetGroup({
  region: { world },
}: Pick<ParallelConsole, "region">): string {
  const own = world.state.groups.get(groupName("checkout-web-v040"))?.trafficSources[0];
  const first = world.state.targetGroups.get(own?.identifier ?? "");
  if (!first) throw new Error("The fleet has no target group");
  const { protocol, port, vpcId, healthCheck } = first;
  const like = { protocol, protocolVersion: "HTTP1", port, vpcId, healthCheck, tags: {} };
  const second = createTargetGroup(world, { ...like, name: "checkout-web-b-tg" });
  for (const balancer of world.state.loadBalancers.values())
    for (const listener of balancer.listeners) {
      const rules = (listener.rules ?? []).map((rule) =>
        JSON.stringify(rule.actions).includes(first.arn)
          ? { ...rule, actions: [forward([first.arn, 100], [second.arn, 0])] }
          : rule,
      );
      replaceListener(world, balancer, listener, { ...listener, rules });
    }
  return second.arn;
}

const forward = (...groups: (readonly [string, number])[]) => ({
  Type: "forward",
  Order: 1,
  ForwardConfig: {
    TargetGroups: groups.map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight })),
    TargetGroupStickinessConfig: { Enabled: false },
  },
});

/** Of the rule that forwards to this target group: the weights by the names of target groups. */
export function weightsNow({ world }: ParallelConsole["region"], arn: string) {
  for (const { listeners } of world.state.loadBalancers.values())
    for (const { rules = [] } of listeners)
      for (const { actions } of rules) {
        const groups = actions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);
        if (groups.some((one) => one.TargetGroupArn === arn))
          return groups.map((one) => one.Weight);
      }
  throw new Error("No rule forwards there");
}

/** An alarm that stays in the state it is put in: what it measures has no data. */
export async function anAlarm({ region }: Pick<ParallelConsole, "region">, name: string) {
  await region.cloud.actor.perform({
    call: "PutMetricAlarm",
    groupName: groupName("checkout-web-v040"),
    definition: {
      AlarmName: name,
      Namespace: "Shop",
      MetricName: "Nothing",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "ignore",
    },
  });
  return (state: "OK" | "ALARM" | "INSUFFICIENT_DATA") => {
    const alarm = region.world.state.alarms.get(name);
    if (!alarm) throw new Error(`No alarm ${name}`);
    enterState(region.world, alarm, { state, reason: "a test said so", reasonData: null });
  };
}
