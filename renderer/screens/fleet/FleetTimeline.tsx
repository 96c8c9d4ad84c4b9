import type { FleetView } from "../../../shared/model/fleet.ts";
import { useConnectionNow } from "../../components/connections/clocks.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";
import { servedSpans } from "./timeline.ts";

/** When each generation served: the table below says the same in words. */
export function FleetTimeline({ fleet }: { readonly fleet: FleetView }) {
  const nowMs = useConnectionNow(fleet.connectionId);
  const spans = servedSpans(fleet, nowMs);
  const first = spans[0];
  if (first === undefined) return null;
  return (
    <div className="timeline" role="img" aria-label="When each generation served">
      <div className="timeline-line">
        {spans.map((span) => (
          <span
            key={span.key}
            className={`timeline-span fill-${span.state}`}
            style={{
              left: `${String(span.startPercent)}%`,
              width: `${String(span.widthPercent)}%`,
            }}
            title={`${span.label}: ${dateTimeWords(span.fromMs)} to ${dateTimeWords(span.untilMs)}`}
          >
            {span.widthPercent > 4 ? span.label : ""}
          </span>
        ))}
      </div>
      <div className="timeline-ends">
        <span>{dateTimeWords(first.fromMs)}, what served before isn't known</span>
        <span>now</span>
      </div>
    </div>
  );
}
