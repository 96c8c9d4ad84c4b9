/** Labels of a parameter's versions: each is on one version only, and a version has ten at most. */
import { PracticeError } from "../kernel/practice-error.ts";
import type { ParameterState, ParameterVersionState } from "../kernel/state/ssm.ts";

const MOST_LABELS = 10;

/** Moves those that are on another version. */
export function labelVersion(
  parameter: ParameterState,
  version: ParameterVersionState,
  labels: readonly string[],
): void {
  const wanted = [...new Set([...version.labels, ...labels])];
  if (wanted.length > MOST_LABELS) throw tooMany();
  for (const other of parameter.versions) unlabelVersion(other, labels);
  version.labels = wanted;
}

export function unlabelVersion(version: ParameterVersionState, labels: readonly string[]): void {
  version.labels = version.labels.filter((label) => !labels.includes(label));
}

const tooMany = () =>
  new PracticeError(
    "ParameterVersionLabelLimitExceeded",
    "A parameter version can have maximum 10 labels. " +
      "Move one or more labels to another version and try again.",
  );
