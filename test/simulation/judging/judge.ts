/** The whole judgement over an operation that has ended. Gives what does not hold. */
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { cloneProblems } from "./clone.ts";
import {
  before,
  endProblems,
  leftProblems,
  quietProblems,
  type Before,
  type Shift,
} from "./end-state.ts";
import { exactlyOnceProblems, type Effect, type Written } from "./exactly-once.ts";
import { originalsOf, putBackProblems, type Originals } from "./put-back.ts";

export interface Beginning {
  readonly counted: Before;
  readonly originals: Originals;
}

export const beginningOf = (world: World): Beginning => ({
  counted: before(world),
  originals: originalsOf(world),
});

export interface Case {
  readonly world: World;
  readonly was: Beginning;
  readonly detail: OperationDetail;
  readonly effects: readonly Effect[];
  readonly written: readonly Written[];
  readonly shift: Shift;
  /** The console was never refused what it wanted to put back. */
  readonly hasRights: boolean;
  /** Nobody else had a hand in it. */
  readonly isAlone: boolean;
  /** And nothing stood in its way but answers that were lost, late or stale. */
  readonly isEasy: boolean;
}

export function judge(one: Case): string[] {
  const { world, was, detail } = one;
  const problems = [
    ...endProblems(world, was.counted, detail),
    ...(one.hasRights ? leftProblems(world, detail, !one.isAlone) : []),
    ...exactlyOnceProblems(one.effects, one.written).map((text) => `${detail.id}: ${text}`),
  ];
  if (one.isAlone && one.hasRights) {
    problems.push(...quietProblems(world, was.counted, detail, one.shift));
    problems.push(...putBackProblems(world, was.originals, detail));
    problems.push(...cloneProblems(world, was.originals, detail));
  }
  if (one.isEasy && !waitsForHands(was, detail) && detail.status !== "succeeded")
    problems.push(
      `${detail.id} ${detail.status}, though nothing stood in its way: ${detail.outcome ?? ""}`,
    );
  return problems;
}

/** A refresh that is told to wait for servers which somebody protects waits for somebody to take that off. */
function waitsForHands({ originals }: Beginning, { plan }: OperationDetail): boolean {
  return plan.steps.some(({ work }) => {
    if (work.kind !== "refresh" || work.preferences.scaleInProtectedInstances !== "Wait")
      return false;
    const members = originals.groups.get(work.group)?.members ?? [];
    return members.some(({ protectedFromScaleIn }) => protectedFromScaleIn);
  });
}
