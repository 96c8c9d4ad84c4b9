/**
 * The proof of a clone: every field of the old group and of all that hangs on it, held against the new one. Each
 * difference either has its reason, or is one that nobody meant.
 */
import type { AwsFields } from "../model/calls/aws-fields.ts";
import type { GroupExtra, GroupExtras } from "../model/facts.ts";
import type { CloneExpectation, Held } from "./clone-expectation.ts";
import { compareExtras } from "./compare-extras.ts";
import { compareSettings } from "./compare-settings.ts";
import type { Difference } from "./differences.ts";

export interface CloneSide {
  /** As AWS describes the group. */
  readonly described: AwsFields;
  readonly extras: GroupExtras;
}

/** `alarms`: those of the new group's policies, by the names that they are meant to have. */
export function compareClone(
  from: CloneSide,
  to: CloneSide,
  alarms: readonly GroupExtra[],
  expected: CloneExpectation,
): readonly Held[] {
  return [
    ...compareSettings(from.described, to.described, expected),
    ...compareExtras(from.extras, to.extras, alarms, expected),
  ];
}

export const unexplained = (differences: readonly Held[]): readonly Difference[] =>
  differences.filter(({ why }) => why === null);
