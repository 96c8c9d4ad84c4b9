/** In what a clone may differ from its original, and what was found to differ. */
import type { TargetGroupArn, TemplateId } from "../model/ids.ts";
import type { CloneChange } from "./clone-change.ts";
import type { Difference } from "./differences.ts";

export interface CloneExpectation {
  readonly change: CloneChange;
  readonly template: { readonly id: TemplateId; readonly version: number };
  /** The traffic that the plan gives the new group. */
  readonly targetGroupArns: readonly TargetGroupArn[];
  /** It may not have all of it yet. */
  readonly trafficToCome: boolean;
  /** The permanent limits that it was given; null: they are still to come. */
  readonly sizes: { readonly minSize: number; readonly maxSize: number } | null;
  readonly nowMs: number;
}

/** `why` null: nobody knows a reason. */
export interface Held extends Difference {
  readonly why: string | null;
}
