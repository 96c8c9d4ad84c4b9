import Button from "@cloudscape-design/components/button";
import { useMemo } from "react";
import type { OperationDetail, OperationEvent } from "../../../shared/model/operation.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { useTopic } from "../../client/topic-store.ts";
import { timeWords } from "../../ui/clock-time.ts";
import { replaySpeeds, type ReplaySpan } from "./operation-at.ts";
import type { Replay } from "./use-replay.ts";
import "./replay.css";

interface ReplayBarProps {
  readonly operation: OperationDetail;
  readonly span: ReplaySpan;
  readonly replay: Replay;
  readonly onLeave: (() => void) | null;
}

/** The whole operation again: a slider over its time, with what stood out marked on it. */
export function ReplayBar({ operation, span, replay, onLeave }: ReplayBarProps) {
  const { startMs, endMs } = span;
  const atMs = replay.atMs ?? endMs;
  const rows = useTopic("events", operation.id).rows;
  const events = useMemo(() => [...rows.values()].toSorted((a, b) => a.seq - b.seq), [rows]);
  const last = events.findLast((event) => event.atMs <= atMs);
  return (
    <section className="replay" aria-label="Replay">
      <Button
        iconName={replay.isPlaying ? "pause" : "play"}
        ariaLabel={replay.isPlaying ? "Pause the replay" : "Play the replay"}
        onClick={replay.toggle}
      />
      <div className="replay-track">
        <EventMarks events={events} span={span} />
        <input
          type="range"
          aria-label="Time of the replay"
          aria-valuetext={`${timeWords(atMs)}, ${durationWords(atMs - startMs)} after the start${last === undefined ? "" : `: ${last.text}`}`}
          min={0}
          max={places}
          value={placeOf(atMs, span)}
          onChange={({ target }) => replay.goTo(momentOf(Number(target.value), span))}
        />
      </div>
      <span className="replay-time">
        <span className="mono">{timeWords(atMs)}</span>
        <span className="muted"> + {durationWords(atMs - startMs)}</span>
      </span>
      <label className="replay-speed">
        <span className="only-for-readers">Speed of the replay</span>
        <select
          value={replay.speed}
          onChange={({ target }) =>
            replay.setSpeed(replaySpeeds.find((one) => String(one) === target.value) ?? 60)
          }
        >
          {replaySpeeds.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
      </label>
      {onLeave === null ? null : <Button onClick={onLeave}>Back to now</Button>}
      <span className="replay-event">{last?.text ?? ""}</span>
    </section>
  );
}

/** So many steps of an arrow key from end to end. */
const places = 500;
const placeOf = (atMs: number, { startMs, endMs }: ReplaySpan) =>
  Math.round(((atMs - startMs) / (endMs - startMs)) * places);
const momentOf = (place: number, { startMs, endMs }: ReplaySpan) =>
  Math.round(startMs + (place / places) * (endMs - startMs));

const marked: Readonly<Partial<Record<OperationEvent["level"], string>>> = {
  warn: "var(--edge-yellow)",
  bad: "var(--stroke-floor)",
};

function EventMarks({
  events,
  span: { startMs, endMs },
}: {
  readonly events: readonly OperationEvent[];
  readonly span: ReplaySpan;
}) {
  const place = (atMs: number) => ((atMs - startMs) / (endMs - startMs)) * 1000;
  return (
    <svg
      className="replay-marks"
      viewBox="0 0 1000 8"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {events.map(({ seq, atMs, level, text }) => {
        const colour = marked[level] ?? (text.startsWith("Step: ") ? "var(--line-strong)" : null);
        return colour === null ? null : (
          <rect key={seq} x={place(atMs) - 1} width={2.5} height={8} fill={colour} />
        );
      })}
    </svg>
  );
}
