/**
 * AWS's decision: a deny goes before every allow, what is allowed nowhere is denied, and a boundary or a session's
 * policy can only take away.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { holds } from "./conditions.ts";
import { fill, matchesPattern } from "./patterns.ts";
import type { Matched, Statement } from "./policy-document.ts";
import type { RequestContext } from "./request-context.ts";

export interface Need {
  /** `ec2:RunInstances`. */
  readonly action: string;
  /** An ARN; `*` where the action knows no resources. */
  readonly resource: string;
  readonly context: RequestContext;
}

export type PolicyKind = "identity-based policy" | "permissions boundary" | "session policy";

/** In the order in which a refusal names them. A kind that isn't there restricts nothing. */
export type PolicySets = ReadonlyMap<PolicyKind, readonly Statement[]>;

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly explicit: boolean; readonly kind: PolicyKind };

const ALLOWED: Verdict = { allowed: true };

export function decide(sets: PolicySets, need: Need): Verdict {
  for (const [kind, statements] of sets)
    if (effectOf(statements, need) === "Deny") return { allowed: false, explicit: true, kind };
  for (const [kind, statements] of sets)
    if (effectOf(statements, need) === null) return { allowed: false, explicit: false, kind };
  return ALLOWED;
}

/** Null: no statement says anything. */
export function effectOf(statements: readonly Statement[], need: Need): "Allow" | "Deny" | null {
  let allowed = false;
  for (const statement of statements) {
    if (statement.effect === "Allow" && allowed) continue;
    if (!concerns(statement, need)) continue;
    if (statement.effect === "Deny") return "Deny";
    allowed = true;
  }
  return allowed ? "Allow" : null;
}

function concerns(statement: Statement, { action, resource, context }: Need): boolean {
  const { actions, resources, conditions } = statement;
  return (
    isOneOf(actions, (pattern) => matchesPattern(pattern, action, true)) &&
    isOneOf(resources, (pattern) => matchesResource(pattern, resource, context)) &&
    conditions.every((condition) => holds(condition, context))
  );
}

const isOneOf = ({ patterns, not }: Matched, fits: (pattern: string) => boolean) =>
  patterns.some(fits) !== not;

/** The id of what is to be created isn't known yet: the resource has `*` in its place. */
function matchesResource(pattern: string, resource: string, context: RequestContext): boolean {
  const filled = fill(pattern, context);
  return filled !== null && matchesPattern(filled, resource);
}
