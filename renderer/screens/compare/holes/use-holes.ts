/** The files of known holes that were given, and what they say of this comparison. */
import { useMemo } from "react";
import type { Comparison } from "../../../../shared/compare/comparison.ts";
import { contentsOf } from "../../../../shared/compare/holes/contents.ts";
import {
  holeReport,
  wantedOf,
  type HoleReport,
} from "../../../../shared/compare/holes/hole-report.ts";
import { useHoleFiles, type GivenFile } from "./use-hole-files.ts";

export interface Holes {
  /** Null while no file was read. */
  readonly report: HoleReport | null;
  readonly files: readonly GivenFile[];
  readonly add: (files: readonly File[]) => Promise<void>;
  readonly remove: (name: string) => void;
}

export function useHoles(comparison: Comparison | null): Holes {
  const contents = useMemo(() => (comparison === null ? [] : contentsOf(comparison)), [comparison]);
  const wanted = useMemo(() => wantedOf(contents), [contents]);
  const { files, add, remove } = useHoleFiles(wanted);
  const report = useMemo(() => {
    const read = files.flatMap((given) => (given.kind === "read" ? [given.file] : []));
    return read.length === 0 ? null : holeReport(contents, read);
  }, [files, contents]);
  return { report, files, add, remove };
}
