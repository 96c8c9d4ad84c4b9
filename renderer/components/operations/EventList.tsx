import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import type { OperationEvent } from "../../../shared/model/operation.ts";
import { useTopic } from "../../client/topic-store.ts";
import { timeWords } from "../../ui/clock-time.ts";
import type { Tone } from "../../ui/tone.ts";
import "./event-list.css";

interface EventListProps {
  readonly operationId: string;
  readonly onlyCalls: boolean;
  /** Only what had happened by then; null: all. */
  readonly untilMs?: number | null;
}

const tones: Readonly<Record<OperationEvent["level"], Tone>> = {
  info: "neutral",
  good: "good",
  warn: "warn",
  bad: "bad",
};

/** What happened, newest first. Thousands are no burden: only those in sight exist. */
export function EventList({ operationId, onlyCalls, untilMs = null }: EventListProps) {
  const { rows } = useTopic("events", operationId);
  const scroller = useRef<HTMLDivElement>(null);
  const events = useMemo(
    () =>
      [...rows.values()]
        .filter((event) => !onlyCalls || event.call !== null)
        .filter((event) => untilMs === null || event.atMs <= untilMs)
        .toSorted((left, right) => right.seq - left.seq),
    [rows, onlyCalls, untilMs],
  );
  const virtualizer = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 24,
    getItemKey: (index) => events[index]?.seq ?? index,
    overscan: 10,
  });
  return (
    <div
      className="events"
      ref={scroller}
      tabIndex={0}
      role="log"
      aria-label="Events, newest first"
    >
      {events.length === 0 ? <span className="muted">Nothing yet.</span> : null}
      <div className="events-canvas" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((slot) => {
          const event = events[slot.index];
          if (event === undefined) return null;
          return (
            <div
              key={slot.key}
              ref={virtualizer.measureElement}
              data-index={slot.index}
              className="event"
              style={{ transform: `translateY(${String(slot.start)}px)` }}
            >
              <EventLine event={event} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function EventLine({ event }: { readonly event: OperationEvent }) {
  const { call } = event;
  return (
    <>
      <time className="mono muted">{timeWords(event.atMs)}</time>
      <span className={`tone-${tones[event.level]}`}>
        {event.text}
        {call === null ? null : (
          <span className="event-call mono">
            {call.name} {call.target} · {call.outcome}
            {call.durationMs === null ? "" : ` · ${String(call.durationMs)} ms`}
            {call.requestId === null ? "" : ` · ${call.requestId}`}
          </span>
        )}
      </span>
    </>
  );
}
