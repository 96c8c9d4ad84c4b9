import { useLayoutEffect, useRef, useState } from "react";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { isTerminal } from "../../../shared/model/operation.ts";
import { minuteWords } from "../../ui/clock-time.ts";
import { capacityForecast, lineOf, ticksUpTo, timeTicks, type Point } from "./forecast.ts";
import "./capacity-chart.css";

interface CapacityChartProps {
  readonly operation: OperationDetail;
  readonly nowMs: number;
}

const heightPx = 158;
const edge = { left: 34, right: 12, top: 14, bottom: 20 };

/** Servers in service over time, of the old and the new generation, against the floor. */
export function CapacityChart({ operation, nowMs }: CapacityChartProps) {
  const { box, widthPx } = useWidth();
  const { samples, plan } = operation;
  const ended = isTerminal(operation.status);
  const forecast = capacityForecast(operation, nowMs);
  const startMs = samples[0]?.atMs ?? operation.startedAtMs;
  const untilMs = ended ? (operation.endedAtMs ?? nowMs) : nowMs;
  const endMs = Math.max(operation.expectedEndMs ?? 0, untilMs, startMs + 60_000);
  const seen = samples.flatMap(({ from, to }) => [from, to]);
  const ticks = ticksUpTo(Math.max(plan.floor, 1, ...seen) * 1.12, 3);
  const top = ticks.at(-1) ?? 1;
  const x = (atMs: number) =>
    edge.left + ((atMs - startMs) / (endMs - startMs)) * (widthPx - edge.left - edge.right);
  const isNowAtEnd = x(nowMs) > widthPx - edge.right - 20;
  const y = (value: number) =>
    heightPx - edge.bottom - (value / top) * (heightPx - edge.top - edge.bottom);
  const path = (points: readonly Point[]) =>
    points
      .map(
        (point, index) =>
          `${index === 0 ? "M" : "L"}${x(point.atMs).toFixed(1)} ${y(point.value).toFixed(1)}`,
      )
      .join("");
  const held = (side: "from" | "to") => {
    const line = lineOf(samples, side);
    const last = samples.at(-1);
    return last === undefined || ended ? line : [...line, { atMs: nowMs, value: last[side] }];
  };
  const to = held("to");
  const area =
    to.length < 2
      ? ""
      : `${path(to)}L${x(to.at(-1)?.atMs ?? 0).toFixed(1)} ${y(0)}L${x(to[0]?.atMs ?? 0).toFixed(1)} ${y(0)}Z`;
  return (
    <div ref={box} className="chart">
      <svg width={widthPx} height={heightPx} role="img" aria-label={chartWords(operation)}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              className="chart-grid"
              x1={edge.left}
              x2={widthPx - edge.right}
              y1={y(tick)}
              y2={y(tick)}
            />
            <text className="chart-text" x={edge.left - 8} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {timeTicks(startMs, endMs, 5).map((atMs) => (
          <text key={atMs} className="chart-text" x={x(atMs)} y={heightPx - 4} textAnchor="middle">
            {minuteWords(atMs)}
          </text>
        ))}
        <path className="chart-area" d={area} />
        <path className="chart-from" d={path(held("from"))} />
        <path className="chart-to" d={path(to)} />
        <path className="chart-from chart-forecast" d={path(forecast.from)} />
        <path className="chart-to chart-forecast" d={path(forecast.to)} />
        {plan.floor === 0 ? null : (
          <>
            <line
              className="chart-floor"
              x1={edge.left}
              x2={widthPx - edge.right}
              y1={y(plan.floor)}
              y2={y(plan.floor)}
            />
            <text
              className="chart-floor-text"
              x={widthPx - edge.right}
              y={y(plan.floor) + 13}
              textAnchor="end"
            >
              floor · {plan.floor} in service
            </text>
          </>
        )}
        {ended ? null : (
          <>
            <line className="chart-now" x1={x(nowMs)} x2={x(nowMs)} y1={edge.top - 6} y2={y(0)} />
            <text
              className="chart-now-text"
              x={x(nowMs) + (isNowAtEnd ? -4 : 4)}
              y={edge.top - 3}
              textAnchor={isNowAtEnd ? "end" : "start"}
            >
              now
            </text>
          </>
        )}
      </svg>
    </div>
  );
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(560);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setWidthPx(Math.max(260, element.clientWidth)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { box, widthPx };
}

function chartWords({ samples, plan }: OperationDetail): string {
  const last = samples.at(-1);
  if (last === undefined) return "Capacity in service: nothing observed yet";
  const { fromLabel = "old", toLabel = "new" } = plan.groups ?? {};
  return `Capacity in service: ${fromLabel} ${String(last.from)}, ${toLabel} ${String(last.to)}, floor ${String(plan.floor)}`;
}
