/** What an export is made of. */
import type { Comparison } from "../comparison.ts";
import type { HoleReport } from "../holes/hole-report.ts";

export interface CompareReport {
  readonly comparison: Comparison;
  /** Null: no file of known holes was given. */
  readonly holes: HoleReport | null;
  /** ISO. */
  readonly takenAt: string;
}

/** `checkout-web-v40-with-checkout-web-v41`, for a file's name. */
export function reportName({ comparison }: CompareReport): string {
  const names = comparison.sides.map((side) => side.label.replace(/[^A-Za-z0-9.-]+/g, "-"));
  return `compare-${names.join("-with-")}`.slice(0, 120).replace(/-+$/, "");
}

/** For programs: the comparison as it is, with what is known of holes. */
export const jsonReport = ({ comparison, holes, takenAt }: CompareReport): string =>
  `${JSON.stringify({ format: "bennu comparison 1", takenAt, ...comparison, holes }, null, 2)}\n`;
