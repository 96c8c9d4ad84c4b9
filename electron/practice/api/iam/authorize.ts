/** Holds a call against its caller's policies, and refuses it in the words of its service. */
import { decide } from "../../world/iam/evaluate.ts";
import type { Need, PolicySets, Verdict } from "../../world/iam/evaluate.ts";
import { callerContext, policiesOf } from "../../world/iam/permissions.ts";
import { contextOf, mergeContexts } from "../../world/iam/request-context.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { PracticeCall } from "../../wire/practice-endpoint.ts";
import type { ActionLog } from "./action-log.ts";
import { autoScalingNeeds } from "./autoscaling-needs.ts";
import { ec2Needs } from "./ec2-needs.ts";
import { encodeRefusal } from "./encoded-refusal.ts";
import { objectNeeds, secretNeeds } from "./object-needs.ts";
import { cloudWatchNeeds, elbNeeds, ssmNeeds, stsNeeds } from "./other-needs.ts";
import { onAnything } from "./wanted.ts";
import type { Input, NeedsOf, Wanted } from "./wanted.ts";

/** By the service's signing name. */
const NEEDS: Readonly<Record<string, NeedsOf>> = {
  ec2: ec2Needs,
  autoscaling: autoScalingNeeds,
  elasticloadbalancing: elbNeeds,
  ssm: ssmNeeds,
  monitoring: cloudWatchNeeds,
  sts: stsNeeds,
  s3: objectNeeds,
  secretsmanager: secretNeeds,
};

export interface Asked {
  /** The service's signing name. */
  readonly service: string;
  readonly action: string;
  readonly input: object;
}

/** Throws unless everything that the call needs is allowed. Without a policy and a log it costs nothing. */
export function authorize(call: PracticeCall, asked: Asked, log: ActionLog | null): void {
  const sets = policiesOf(call.world, call);
  if (!sets && !log) return;
  const wanted = wantedBy(call, asked);
  for (const { action } of wanted) log?.note(call.principal.arn, action);
  if (sets) checkAll(call, asked.service, sets, wanted);
}

function wantedBy({ world }: PracticeCall, { service, action, input }: Asked): readonly Wanted[] {
  const needsOf = NEEDS[service];
  return needsOf ? needsOf(action, input as Input, world) : [onAnything(`${service}:${action}`)];
}

function checkAll(
  call: PracticeCall,
  service: string,
  sets: PolicySets,
  wanted: readonly Wanted[],
): void {
  const caller = callerContext(call.world, call, call.wallMs);
  for (const { action, resource, facts, refusal } of wanted) {
    const need = { action, resource, context: mergeContexts(caller, contextOf(facts)) };
    const verdict = decide(sets, need);
    if (!verdict.allowed) throw refusal ?? refused(call, service, need, verdict);
  }
}

export type Refusal = Extract<Verdict, { allowed: false }>;

function refused(call: PracticeCall, service: string, need: Need, verdict: Refusal): PracticeError {
  const words = refusalWords(call.principal.arn, need, verdict);
  if (service === "ec2") {
    const encoded = encodeRefusal(call.principal, need, verdict);
    const message =
      `You are not authorized to perform this operation. ${words}. ` +
      `Encoded authorization failure message: ${encoded}`;
    return new PracticeError("UnauthorizedOperation", message, 403);
  }
  if (service === "ssm" || service === "secretsmanager")
    return new PracticeError("AccessDeniedException", words, 400);
  return new PracticeError("AccessDenied", words, 403);
}

const ARTICLE = {
  "identity-based policy": "an",
  "permissions boundary": "a",
  "session policy": "a",
};

export function refusalWords(
  arn: string,
  { action, resource }: Need,
  { explicit, kind }: Refusal,
): string {
  const on = resource === "*" ? "" : ` on resource: ${resource}`;
  const why = explicit
    ? `with an explicit deny in ${ARTICLE[kind]} ${kind}`
    : `because no ${kind} allows the ${action} action`;
  return `User: ${arn} is not authorized to perform: ${action}${on} ${why}`;
}
