/**
 * The weights of a rule. AWS takes all actions of a rule anew: they are sent as they were read, but for the weights
 * of the one that forwards.
 */
import {
  ModifyListenerCommand,
  ModifyRuleCommand,
  type Action,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { AwsFields } from "../../../shared/model/calls/aws-fields.ts";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import type { Clients } from "../sending/clients.ts";
import { done, type Once } from "./answers.ts";

type RoutingCall = Extract<Call, { readonly call: "ModifyRule" | "ModifyListener" }>;

export async function performRouting(
  { elb }: Clients,
  once: Once,
  call: RoutingCall,
): Promise<CallOutcome> {
  const Actions = call.actions.map((action) => weighed(action, call.weights));
  if (call.call === "ModifyRule") {
    const command = new ModifyRuleCommand({ RuleArn: call.ruleArn, Actions });
    return done(await once(() => elb.send(command)));
  }
  const input = { ListenerArn: call.ruleArn, DefaultActions: Actions };
  return done(await once(() => elb.send(new ModifyListenerCommand(input))));
}

function weighed(action: AwsFields, weights: RoutingCall["weights"]): Action {
  const { TargetGroupArn: _alone, ...given } = action as unknown as Action;
  if (given.Type === "forward") return { ...given, ForwardConfig: forwardTo(given, weights) };
  // AWS never tells the client's secret, and keeps the one it has if it is asked to.
  const oidc = given.AuthenticateOidcConfig;
  if (!oidc || oidc.ClientSecret !== undefined) return given;
  return { ...given, AuthenticateOidcConfig: { ...oidc, UseExistingClientSecret: true } };
}

const forwardTo = ({ ForwardConfig }: Action, weights: RoutingCall["weights"]) => ({
  ...ForwardConfig,
  TargetGroups: weights.map(({ targetGroupArn, weight }) => ({
    TargetGroupArn: targetGroupArn,
    Weight: weight,
  })),
});
