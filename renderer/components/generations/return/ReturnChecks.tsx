import type { ConnectionId } from "../../../../shared/model/ids.ts";
import type { Readiness, ReadinessCheck } from "../../../../shared/model/fleet.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { agoWords } from "../../../../shared/words/durations.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { useClockText } from "../../connections/clocks.ts";
import type { Tone } from "../../../ui/tone.ts";
import "./return-checks.css";

interface ReturnChecksProps {
  readonly readiness: Extract<Readiness, { readonly checkedAtMs: number }>;
  readonly connectionId: ConnectionId;
}

const looks: Readonly<
  Record<ReadinessCheck["outcome"], { readonly sign: string; readonly word: string; tone: Tone }>
> = {
  holds: { sign: "✓", word: "holds", tone: "good" },
  doubtful: { sign: "!", word: "in doubt", tone: "warn" },
  fails: { sign: "✕", word: "fails", tone: "bad" },
  "not-checked": { sign: "–", word: "not known", tone: "neutral" },
};

/** What a return needs, each as it was last looked at and how long ago; folded away. */
export function ReturnChecks({ readiness, connectionId }: ReturnChecksProps) {
  const checks = "checks" in readiness ? (readiness.checks ?? []) : [];
  const plain = "checked" in readiness ? readiness.checked : [];
  if (checks.length === 0)
    return plain.length === 0 ? null : (
      <details className="return-why">
        <summary>{countWords(plain.length, "check")} held</summary>
        {plain.join(" · ")}
      </details>
    );
  return (
    <details className="return-why">
      <summary>{summaryOf(checks)}</summary>
      <ul className="return-checks">
        {checks.map((check) => (
          <CheckRow key={check.what} check={check} connectionId={connectionId} />
        ))}
      </ul>
      {"fromRuns" in readiness && readiness.fromRuns !== undefined ? (
        <div>
          The time is what {countWords(readiness.fromRuns, "earlier return")} of this fleet took.
        </div>
      ) : null}
    </details>
  );
}

function summaryOf(checks: readonly ReadinessCheck[]): string {
  const count = (outcome: ReadinessCheck["outcome"]) =>
    checks.filter((check) => check.outcome === outcome).length;
  const parts = [
    `${String(count("holds"))} of ${countWords(checks.length, "check")} hold`,
    ...(count("fails") > 0 ? [`${String(count("fails"))} fail`] : []),
    ...(count("doubtful") > 0 ? [`${String(count("doubtful"))} in doubt`] : []),
    ...(count("not-checked") > 0 ? [`${String(count("not-checked"))} not known`] : []),
  ];
  return parts.join(", ");
}

interface CheckRowProps {
  readonly check: ReadinessCheck;
  readonly connectionId: ConnectionId;
}

function CheckRow({ check, connectionId }: CheckRowProps) {
  const { what, outcome, words, lookedAt } = check;
  const sync = useTopic("connections").rows.get(connectionId)?.lastSyncAtMs ?? null;
  const atMs = lookedAt === "with-the-fleet" ? sync : lookedAt;
  const { sign, word, tone } = looks[outcome];
  const age = useClockText(connectionId, (nowMs) => (atMs === null ? "" : agoWords(atMs, nowMs)));
  return (
    <li>
      <span className={`tone-${tone}`} aria-hidden="true">
        {sign}
      </span>
      <span>
        <strong>{what}</strong> <span className="only-for-readers">{word}: </span>
        {words}
      </span>
      <span className="return-check-age">{age}</span>
    </li>
  );
}
