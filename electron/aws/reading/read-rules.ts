/** Rules of load balancers, as far as they forward to target groups. */
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  type Action,
  type Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { BennuError } from "../../../shared/errors.ts";
import type { AwsFields } from "../../../shared/model/calls/aws-fields.ts";
import { targetGroupArn, type TargetGroupArn } from "../../../shared/model/ids.ts";
import type { RuleFact } from "../../../shared/model/facts/rule-facts.ts";
import { allOf, inBatches, pagesOf } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

const RULES_A_CALL = 20;
const TARGET_GROUPS_A_CALL = 20;

/** Of these ARNs; one that is gone is left out. */
export const readRules = (
  context: ReadingContext,
  arns: readonly string[],
): Promise<readonly RuleFact[]> =>
  inBatches(arns, RULES_A_CALL, (batch) => existingRules(context, batch));

/** One that is missing fails the whole call: then each is asked for by itself. */
async function existingRules(
  context: ReadingContext,
  arns: readonly string[],
): Promise<readonly RuleFact[]> {
  const read = reads(context, "elasticloadbalancing", 0);
  const command = new DescribeRulesCommand({ RuleArns: [...arns] });
  try {
    const answer = await read("DescribeRules", () => context.clients.elb.send(command));
    return (answer.Rules ?? []).map(toRule);
  } catch (error) {
    if (!(error instanceof BennuError) || error.code !== "not-found") throw error;
    if (arns.length < 2) return [];
    return (await Promise.all(arns.map((arn) => existingRules(context, [arn])))).flat();
  }
}

/** All rules of the target groups' load balancers that forward to one of them. */
export async function readRulesTo(
  context: ReadingContext,
  arns: readonly TargetGroupArn[],
): Promise<readonly RuleFact[]> {
  const balancers = await inBatches(arns, TARGET_GROUPS_A_CALL, (batch) =>
    balancersOf(context, batch),
  );
  const found: RuleFact[] = [];
  for (const balancer of new Set(balancers))
    for (const listener of await listenersOf(context, balancer))
      found.push(...(await allOf(rulePages(context, listener))));
  return found.filter(({ weights }) => weights.some((one) => arns.includes(one.targetGroupArn)));
}

async function balancersOf(context: ReadingContext, arns: readonly TargetGroupArn[]) {
  const read = reads(context, "elasticloadbalancing", 0);
  const command = new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns] });
  const answer = await read("DescribeTargetGroups", () => context.clients.elb.send(command));
  return (answer.TargetGroups ?? []).flatMap(({ LoadBalancerArns }) => LoadBalancerArns ?? []);
}

async function listenersOf(context: ReadingContext, LoadBalancerArn: string) {
  const read = reads(context, "elasticloadbalancing", 0);
  const page = (Marker: string | undefined) => {
    const command = new DescribeListenersCommand({ LoadBalancerArn, Marker });
    return read("DescribeListeners", () => context.clients.elb.send(command));
  };
  const arns: string[] = [];
  for await (const { Listeners } of pagesOf(page, ({ NextMarker }) => NextMarker))
    arns.push(...(Listeners ?? []).flatMap(({ ListenerArn }) => ListenerArn ?? []));
  return arns;
}

async function* rulePages(
  context: ReadingContext,
  ListenerArn: string,
): AsyncGenerator<readonly RuleFact[]> {
  const read = reads(context, "elasticloadbalancing", 0);
  const page = (Marker: string | undefined) => {
    const command = new DescribeRulesCommand({ ListenerArn, Marker });
    return read("DescribeRules", () => context.clients.elb.send(command));
  };
  for await (const { Rules } of pagesOf(page, ({ NextMarker }) => NextMarker))
    yield (Rules ?? []).map(toRule);
}

function toRule({ RuleArn = "", IsDefault, Actions = [] }: Rule): RuleFact {
  const forward = Actions.find(({ Type }) => Type === "forward");
  return {
    ruleArn: RuleArn,
    listenerArn: RuleArn.replace(":listener-rule/", ":listener/").replace(/\/[^/]+$/, ""),
    isDefault: IsDefault ?? false,
    actions: Actions as unknown as readonly AwsFields[],
    weights: forward === undefined ? [] : weightsOf(forward),
    isSticky: forward?.ForwardConfig?.TargetGroupStickinessConfig?.Enabled ?? false,
  };
}

/** A single target group gets everything, whatever its weight. */
function weightsOf({ TargetGroupArn, ForwardConfig }: Action): RuleFact["weights"] {
  const groups = ForwardConfig?.TargetGroups ?? [];
  if (groups.length === 0)
    return TargetGroupArn === undefined
      ? []
      : [{ targetGroupArn: targetGroupArn(TargetGroupArn), weight: 1 }];
  return groups.map((group) => ({
    targetGroupArn: targetGroupArn(group.TargetGroupArn ?? ""),
    weight: group.Weight ?? 1,
  }));
}
