/** Actions and conditions, as they come over the wire and as they are kept. */
import type { Action, RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import { forwardOf } from "../../../world/elb/routing/actions.ts";
import type { ActionState, ConditionState } from "../../../world/kernel/state/elb.ts";
import { invalid } from "../input.ts";

export const toActions = (actions: readonly Action[] | undefined): readonly ActionState[] =>
  (actions ?? []).map(toAction).toSorted((a, b) => (a.Order ?? 0) - (b.Order ?? 0));

function toAction(action: Action): ActionState {
  const { Type = "", TargetGroupArn, ForwardConfig, ...other } = action;
  const kept = { ...plain(other), Type: String(Type) } as ActionState;
  if (Type !== "forward") return kept;
  if (TargetGroupArn === undefined && !ForwardConfig?.TargetGroups?.length)
    throw invalid("A target group must be specified for a forward action");
  const sticky = ForwardConfig?.TargetGroupStickinessConfig;
  const config = forwardOf({
    groupArn: TargetGroupArn,
    groups: (ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn: arn = "", Weight }) => ({
      arn,
      weight: Weight,
    })),
    sticky: sticky?.Enabled ?? false,
    stickySeconds: sticky?.DurationSeconds,
  });
  return { ...kept, ForwardConfig: config };
}

/** Without what was left out: only JSON may be kept. */
const plain = (value: object): object => JSON.parse(JSON.stringify(value)) as object;

/** A forward to one group names it twice, as AWS does. */
export function fromActions(actions: readonly ActionState[]): Action[] {
  return actions.map((action) => {
    const groups = action.ForwardConfig?.TargetGroups ?? [];
    const alone = groups.length === 1 ? { TargetGroupArn: groups[0]?.TargetGroupArn } : {};
    return { ...plain(action), ...alone } as Action;
  });
}

/** Which member of a condition holds its values; AWS shows host and path in both places. */
const CONFIGS = {
  "host-header": "HostHeaderConfig",
  "path-pattern": "PathPatternConfig",
  "http-request-method": "HttpRequestMethodConfig",
  "source-ip": "SourceIpConfig",
} as const;
const SHOWN_TWICE = ["host-header", "path-pattern"];

export const toConditions = (conditions: readonly RuleCondition[]): readonly ConditionState[] =>
  conditions.map(toCondition);

function toCondition(condition: RuleCondition): ConditionState {
  const { Field = "" } = condition;
  const name = CONFIGS[Field as keyof typeof CONFIGS];
  const values = condition.Values ?? (name === undefined ? undefined : condition[name]?.Values);
  const kept = plain(condition) as ConditionState;
  if (name === undefined) return kept;
  const config = { [name]: { Values: values ?? [] } };
  return { ...kept, ...config, ...(SHOWN_TWICE.includes(Field) ? { Values: values ?? [] } : {}) };
}

export const fromConditions = (conditions: readonly ConditionState[]): RuleCondition[] =>
  conditions.map((condition) => plain(condition) as RuleCondition);
