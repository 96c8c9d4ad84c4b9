/** The whole judgement over an operation that has ended. Gives what does not hold. */
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { before, endProblems, quietProblems, type Before } from "./end-state.ts";

export { before, type Before };

export interface Case {
  readonly world: World;
  readonly was: Before;
  readonly detail: OperationDetail;
  /** Nobody else had a hand in it. */
  readonly isAlone: boolean;
  /** And nothing stood in its way but answers that were lost, late or stale. */
  readonly isEasy: boolean;
}

export function judge({ world, was, detail, isAlone, isEasy }: Case): string[] {
  const problems = endProblems(world, was, detail);
  if (isAlone) problems.push(...quietProblems(world, was, detail));
  if (isEasy && detail.status !== "succeeded")
    problems.push(
      `${detail.id} ${detail.status}, though nothing stood in its way: ${detail.outcome ?? ""}`,
    );
  return problems;
}
