/** Shapes and small conversions that all EC2 handlers share. */
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { Tags } from "../../world/kernel/state/ec2/tags.ts";

export type Reply<Output> = Omit<Output, "$metadata">;

/** The shape of an operation's table entry: input as the SDK sends it, reply without `$metadata`. */
export interface TagShape {
  Key: string;
  Value: string;
}

export function tagList(tags: Tags): TagShape[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Asked with DryRun, AWS answers with an error either way; this one says that it would have worked. */
export function refuseDryRun(input: { readonly DryRun?: boolean | undefined }): void {
  if (!input.DryRun) return;
  const words = "Request would have succeeded, but DryRun flag is set.";
  throw new PracticeError("DryRunOperation", words, 412);
}

export function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined && value !== "") return value;
  throw new PracticeError("MissingParameter", `The request must contain the parameter ${name}`);
}

/** A list that must name something. */
export function requiredList<T>(values: readonly T[] | undefined, name: string): readonly T[] {
  if (values && values.length > 0) return values;
  throw new PracticeError("MissingParameter", `The request must contain the parameter ${name}`);
}
