/** A GET is answered as expected. */
import type { HttpAnswer } from "../../model/facts/watch-facts.ts";
import type { GateLook } from "./gate-look.ts";

const WRONG_FOR_AT_MOST_MS = 5 * 60_000;

export function lookAtAnswer(
  { url, expectStatus }: { readonly url: string; readonly expectStatus: number },
  answer: HttpAnswer,
): GateLook {
  const seen = seenWords(answer);
  if (answer.kind === "answered" && answer.status === expectStatus) return { kind: "open", seen };
  return {
    kind: "shut",
    seen,
    cause: `${url}: ${seen}, where ${String(expectStatus)} is expected.`,
    cure: "It goes on when it answers so. If the new servers are the cause, roll back; if this console can't reach it, stop and plan without it.",
    forAtMostMs: WRONG_FOR_AT_MOST_MS,
  };
}

const seenWords = (answer: HttpAnswer) =>
  answer.kind === "answered"
    ? `answered with ${String(answer.status)}`
    : `no answer (${answer.reason})`;
