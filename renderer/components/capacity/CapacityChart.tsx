import { useLayoutEffect, useRef, useState } from "react";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { isTerminal } from "../../../shared/model/operation.ts";
import { timeWords } from "../../ui/clock-time.ts";
import { sideState } from "../slots/slot-look.ts";
import { ChartAxes, ChartFloor, ChartMoment } from "./ChartFrame.tsx";
import { chartScale, pathOf, type ChartScale } from "./chart-scale.ts";
import { capacityForecast, lineOf, valueOf, type Line, type Point } from "./forecast.ts";
import "./capacity-chart.css";

interface CapacityChartProps {
  readonly operation: OperationDetail;
  readonly nowMs: number;
  /** In a replay: the moment that is shown. */
  readonly cursorMs?: number | null;
}

type Side = "from" | "to";

/** Servers in service over time, of the old and the new generation and together, against the floor. */
export function CapacityChart({ operation, nowMs, cursorMs = null }: CapacityChartProps) {
  const { box, widthPx } = useWidth();
  const scale = chartScale(operation, nowMs, widthPx);
  const isOver = isTerminal(operation.status);
  return (
    <div ref={box} className="chart">
      <svg width={widthPx} height={scale.heightPx} role="img" aria-label={chartWords(operation)}>
        <ChartAxes scale={scale} />
        <ChartLines operation={operation} nowMs={nowMs} scale={scale} />
        <ChartFloor scale={scale} floor={operation.plan.floor} />
        {isOver || cursorMs !== null ? null : (
          <ChartMoment scale={scale} atMs={nowMs} label="now" />
        )}
        {cursorMs === null ? null : (
          <ChartMoment scale={scale} atMs={cursorMs} label={timeWords(cursorMs)} />
        )}
        <ChartLegend operation={operation} scale={scale} />
      </svg>
    </div>
  );
}

interface ChartPartProps {
  readonly operation: OperationDetail;
  readonly scale: ChartScale;
}

/** Each generation in the colour that it has in its slots. What holds the floor is both together. */
function ChartLines({ operation, scale, nowMs }: ChartPartProps & { readonly nowMs: number }) {
  const { samples, kind } = operation;
  const forecast = capacityForecast(operation, nowMs);
  const isOver = isTerminal(operation.status);
  const held = (line: Line): readonly Point[] => {
    const last = samples.at(-1);
    const seen = lineOf(samples, line);
    return last === undefined || isOver
      ? seen
      : [...seen, { atMs: nowMs, value: valueOf(last, line) }];
  };
  const to = held("to");
  const floorY = String(scale.y(0));
  const area =
    to.length < 2
      ? ""
      : `${pathOf(to, scale)}L${scale.x(to.at(-1)?.atMs ?? 0).toFixed(1)} ${floorY}L${scale.x(to[0]?.atMs ?? 0).toFixed(1)} ${floorY}Z`;
  return (
    <>
      <path className={`chart-area chart-area-${sideState(kind, "to")}`} d={area} />
      <path className="chart-line chart-line-both" d={pathOf(held("both"), scale)} />
      {(["from", "to"] as const).map((side) => (
        <g key={side} className={`chart-line-${sideState(kind, side)}`}>
          <path className="chart-line" d={pathOf(held(side), scale)} />
          <path className="chart-line chart-forecast" d={pathOf(forecast[side], scale)} />
        </g>
      ))}
    </>
  );
}

const roles: Readonly<Partial<Record<OperationDetail["kind"], Readonly<Record<Side, string>>>>> = {
  replace: { from: "old", to: "new" },
  rollback: { from: "left", to: "returned to" },
  retire: { from: "retired", to: "serves" },
};

/** Which line is whose, and where each goes. */
function ChartLegend({ operation, scale }: ChartPartProps) {
  const { groups } = operation.plan;
  if (groups === null) return null;
  const role = roles[operation.kind] ?? { from: "before", to: "after" };
  const entries = [
    { look: sideState(operation.kind, "from"), words: `${groups.fromLabel} · ${role.from}` },
    { look: sideState(operation.kind, "to"), words: `${groups.toLabel} · ${role.to}` },
    { look: "both", words: "together" },
  ];
  return entries.map(({ look, words }, index) => (
    <g
      key={index}
      className={`chart-line-${look}`}
      transform={`translate(${String(scale.left + 4 + index * 130)} 11)`}
      aria-hidden="true"
    >
      <rect className="chart-key" x={0} y={-8} width={9} height={9} rx={2} />
      <text className="chart-text" x={14} y={0}>
        {words}
      </text>
    </g>
  ));
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
  return `Capacity in service: ${fromLabel} ${String(last.from)}, ${toLabel} ${String(last.to)}, together ${String(valueOf(last, "both"))}, floor ${String(plan.floor)}`;
}
