/** Rules of load balancers, as far as they forward to target groups. Facts as they were read, no judgement. */
import type { AwsFields } from "../calls/aws-fields.ts";
import type { TargetGroupArn } from "../ids.ts";

export interface RuleFact {
  readonly ruleArn: string;
  readonly listenerArn: string;
  /** The listener's own action. */
  readonly isDefault: boolean;
  /** All of them, in AWS's own fields. */
  readonly actions: readonly AwsFields[];
  /** Where its last action forwards to; none if it doesn't. */
  readonly weights: readonly { readonly targetGroupArn: TargetGroupArn; readonly weight: number }[];
  /** A visitor stays with the target group that he was sent to, also when its weight is gone. */
  readonly isSticky: boolean;
}
