import { minuteWords } from "../../ui/clock-time.ts";
import type { ChartScale } from "./chart-scale.ts";
import { timeTicks } from "./forecast.ts";

interface FrameProps {
  readonly scale: ChartScale;
}

export function ChartAxes({ scale }: FrameProps) {
  const { ticks, left, right, x, y, startMs, endMs, heightPx } = scale;
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-grid" x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text className="chart-text" x={left - 8} y={y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {timeTicks(startMs, endMs, 5).map((atMs) => (
        <text key={atMs} className="chart-text" x={x(atMs)} y={heightPx - 4} textAnchor="middle">
          {minuteWords(atMs)}
        </text>
      ))}
    </>
  );
}

export function ChartFloor({ scale, floor }: FrameProps & { readonly floor: number }) {
  if (floor === 0) return null;
  const { left, right, y } = scale;
  return (
    <>
      <line className="chart-floor" x1={left} x2={right} y1={y(floor)} y2={y(floor)} />
      <text className="chart-floor-text" x={right} y={y(floor) + 13} textAnchor="end">
        floor · {floor} in service
      </text>
    </>
  );
}

interface MomentProps extends FrameProps {
  readonly atMs: number;
  readonly label: string;
}

export function ChartMoment({ scale, atMs, label }: MomentProps) {
  const at = scale.x(atMs);
  const isAtEnd = at > scale.right - 50;
  return (
    <>
      <line className="chart-now" x1={at} x2={at} y1={scale.top - 6} y2={scale.y(0)} />
      <text
        className="chart-now-text"
        x={at + (isAtEnd ? -4 : 4)}
        y={scale.top + 3}
        textAnchor={isAtEnd ? "end" : "start"}
      >
        {label}
      </text>
    </>
  );
}
