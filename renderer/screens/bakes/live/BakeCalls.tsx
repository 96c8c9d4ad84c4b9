/** The calls that changed something, as the journal has them. */
import type { OperationEvent } from "../../../../shared/model/operation.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { timeWords } from "../../../ui/clock-time.ts";

const outcomes = {
  ok: { mark: "✓", tone: "tone-good", word: "done" },
  failed: { mark: "✕", tone: "tone-bad", word: "failed" },
  unknown: { mark: "?", tone: "tone-warn", word: "outcome unknown" },
  "refused-by-guard": { mark: "!", tone: "tone-bad", word: "not made" },
  intent: { mark: "…", tone: "tone-busy", word: "under way" },
} as const;

export function BakeCalls({ operationId }: { readonly operationId: string }) {
  const { rows } = useTopic("events", operationId);
  const calls = callsOf(rows.values());
  if (calls.length === 0) return null;
  return (
    <details className="bake-plan-steps">
      <summary>{countWords(calls.length, "call")} that changed something</summary>
      <ul className="bake-calls">
        {calls.map(({ seq, atMs, call }) => {
          const { mark, tone, word } = outcomes[call.outcome];
          return (
            <li key={seq}>
              <span className={tone} role="img" aria-label={word}>
                {mark}
              </span>
              <span>
                {call.name} <span className="mono muted bake-call-target">{call.target}</span>
              </span>
              <span className="muted">{timeWords(atMs)}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

type CallEvent = OperationEvent & { readonly call: NonNullable<OperationEvent["call"]> };

/** Each call once, in order: an intent whose outcome follows is left out. */
function callsOf(events: Iterable<OperationEvent>): readonly CallEvent[] {
  const calls = [...events]
    .filter((event): event is CallEvent => event.call !== null)
    .toSorted((a, b) => a.seq - b.seq);
  return calls.filter((event, index) => {
    if (event.call.outcome !== "intent") return true;
    return !calls.slice(index + 1).some(({ call }) => isSame(call, event.call));
  });
}

const isSame = (left: CallEvent["call"], right: CallEvent["call"]) =>
  left.name === right.name && left.target === right.target;
