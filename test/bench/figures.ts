/** What the bench has to say: figures with unit, spread and peer. It judges none of them. */
export interface Figure {
  readonly name: string;
  readonly unit: "ms" | "s" | "calls" | "x" | "frames/s";
  /** The median where there were several runs. */
  readonly value: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly runs?: number;
  readonly peer?: { readonly name: string; readonly value: number };
  readonly ratio?: number;
  readonly note?: string;
}

export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Why there are none, or not all. */
  readonly missing?: string;
}

export function quantile(values: readonly number[], share: number): number {
  const inOrder = values.toSorted((left, right) => left - right);
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

/** Of several runs; beside a peer's runs, if there is one. */
export function ofRuns(
  name: string,
  unit: Figure["unit"],
  values: readonly number[],
  peer?: { readonly name: string; readonly values: readonly number[] },
): Figure {
  const value = median(values);
  const own = { name, unit, value, p95: quantile(values, 0.95), runs: values.length };
  if (peer === undefined) return own;
  const other = median(peer.values);
  return { ...own, peer: { name: peer.name, value: other }, ratio: value / other };
}

const LONGEST_S = 150;

export async function section(
  title: string,
  measure: () => Promise<readonly Figure[]>,
): Promise<Section> {
  console.error(`measuring: ${title} ...`);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`it took over ${String(LONGEST_S)} s`)),
    LONGEST_S * 1000,
  );
  try {
    return { title, figures: await Promise.race([measure(), late.promise]) };
  } catch (error) {
    return { title, figures: [], missing: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

export function printSection({ title, figures, missing }: Section): void {
  console.log(`\n${title}`);
  for (const figure of figures) console.log(`  ${lineOf(figure)}`);
  if (missing !== undefined) console.log(`  not measured: ${missing}`);
}

function lineOf(figure: Figure): string {
  const { name, unit, value, p95, p99, runs, peer, ratio, note } = figure;
  const spread = [
    p95 === undefined ? "" : `p95 ${shown(p95)}`,
    p99 === undefined ? "" : `p99 ${shown(p99)}`,
  ];
  const parts = [
    ...spread.filter((part) => part !== ""),
    ...(runs === undefined ? [] : [`n ${String(runs)}`]),
    ...(peer === undefined ? [] : [`${peer.name} ${shown(peer.value)} ${unit}`]),
    ...(ratio === undefined ? [] : [`ratio ${ratio.toFixed(2)}`]),
    ...(note === undefined ? [] : [note]),
  ];
  return `${name.padEnd(46)} ${`${shown(value)} ${unit}`.padStart(12)}   ${parts.join(" · ")}`.trimEnd();
}

const shown = (value: number) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) < 10 ? 2 : 1);
