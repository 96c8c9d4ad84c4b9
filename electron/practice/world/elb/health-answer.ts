/** What a server answers to a health check, and AWS's words for it. A server answers 200 or 503, on every path. */
import type { InstanceState } from "../kernel/state/ec2/instances.ts";
import type { TargetGroupState } from "../kernel/state/elb.ts";
import type { TargetHealthWords } from "./targets.ts";

export type HealthAnswer =
  | { readonly kind: "good" }
  /** A service that has said nothing yet refuses connections. */
  | { readonly kind: "refused" }
  | { readonly kind: "code"; readonly code: number };

const GOOD: HealthAnswer = { kind: "good" };

export const isGood = ({ kind }: HealthAnswer): boolean => kind === "good";

export function answerOf(
  { healthCheck }: TargetGroupState,
  { health }: InstanceState,
): HealthAnswer {
  if (health === "unknown") return { kind: "refused" };
  if (!healthCheck.protocol.startsWith("HTTP")) return GOOD;
  const code = health === "healthy" ? 200 : 503;
  return isWanted(healthCheck.matcher, code) ? GOOD : { kind: "code", code };
}

/** `200`, `200,301` or `200-299`. */
function isWanted(matcher: string, code: number): boolean {
  return matcher.split(",").some((part) => {
    const [low = NaN, high = low] = part.split("-").map(Number);
    return low <= code && code <= high;
  });
}

export function wordsOf(answer: HealthAnswer): TargetHealthWords {
  if (answer.kind !== "code") {
    const description = "Health checks failed";
    return { state: "unhealthy", reason: "Target.FailedHealthChecks", description };
  }
  const description = `Health checks failed with these codes: [${answer.code}]`;
  return { state: "unhealthy", reason: "Target.ResponseCodeMismatch", description };
}
