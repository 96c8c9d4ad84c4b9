/** What the bake made in the account, and what it took away again: by its own calls, as the journal has them. */
import type { OperationDetail, OperationEvent } from "../../../../shared/model/operation.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { links } from "../../../links.ts";
import { timeWords } from "../../../ui/clock-time.ts";
import { Panel } from "../../../ui/Panel.tsx";

const outcomes = {
  ok: { mark: "✓", tone: "tone-good", word: "done" },
  failed: { mark: "✕", tone: "tone-bad", word: "failed" },
  unknown: { mark: "?", tone: "tone-warn", word: "outcome unknown" },
  "refused-by-guard": { mark: "!", tone: "tone-bad", word: "not made" },
  intent: { mark: "…", tone: "tone-busy", word: "under way" },
} as const;

export function MadePanel({ bake }: { readonly bake: OperationDetail }) {
  const { rows } = useTopic("events", bake.id);
  const calls = callsOf(rows.values());
  return (
    <Panel
      title="Made and taken away"
      note={<a href={links.journal(bake.id)}>all that happened</a>}
    >
      {calls.length === 0 ? (
        <p className="muted">Nothing was called yet.</p>
      ) : (
        <ul className="bake-calls">
          {calls.map(({ seq, atMs, call }) => {
            const { mark, tone, word } = outcomes[call.outcome];
            return (
              <li key={seq}>
                <span className={tone} role="img" aria-label={word}>
                  {mark}
                </span>
                <span>
                  {call.name}
                  <span className="mono muted bake-call-target">{call.target}</span>
                </span>
                <span className="muted">{timeWords(atMs)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
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
