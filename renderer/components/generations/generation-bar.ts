/** The stacked bar of a fleet's servers: which parts it has and how wide they are. Pure. */
import type { FleetView, GenerationState, GenerationView } from "../../../shared/model/fleet.ts";
import type { SwatchKind } from "../../ui/Swatch.tsx";

export interface BarPart {
  readonly key: string;
  readonly fill: SwatchKind;
  readonly label: string;
  readonly count: number;
  /** Of the whole column's width. */
  readonly widthPercent: number;
}

const order: readonly GenerationState[] = ["rising", "live", "warm", "cold", "gone"];

/** Small fleets stay visible beside large ones: widths grow slower than numbers. */
export function barWidth(servers: number, mostServers: number): number {
  if (servers <= 0 || mostServers <= 0) return 0;
  return 100 * Math.min(1, servers / mostServers) ** 0.62;
}

export function barParts(fleet: FleetView, mostServers: number): readonly BarPart[] {
  const shown = fleet.generations
    .filter((generation) => generation.servers > 0)
    .toSorted((left, right) => order.indexOf(left.state) - order.indexOf(right.state));
  const total = shown.reduce((sum, generation) => sum + generation.servers, 0);
  const width = barWidth(total, mostServers);
  const share = (count: number) => (width * count) / total;
  return shown.flatMap((generation) => partsOf(generation, share));
}

function partsOf(generation: GenerationView, share: (count: number) => number): readonly BarPart[] {
  const { snowflakes, servers, label, state } = generation;
  const clean = servers - snowflakes;
  const parts: BarPart[] = [];
  if (clean > 0)
    parts.push({
      key: generation.id,
      fill: state,
      label,
      count: clean,
      widthPercent: share(clean),
    });
  if (snowflakes > 0)
    parts.push({
      key: `${generation.id} snowflakes`,
      fill: "bad",
      label: "snowflake",
      count: snowflakes,
      widthPercent: share(snowflakes),
    });
  return parts;
}

export function barWords(fleet: FleetView): string {
  const words = fleet.generations
    .filter((generation) => generation.servers > 0)
    .map((generation) => `${generation.label} ${generation.state}, ${serversWords(generation)}`);
  return words.length === 0 ? "no servers" : words.join("; ");
}

function serversWords(generation: GenerationView): string {
  const drifted = generation.snowflakes > 0 ? `, ${String(generation.snowflakes)} snowflake` : "";
  return `${String(generation.servers)} servers${drifted}`;
}
