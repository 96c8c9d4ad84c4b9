/** Judges a lesson by what the region recorded and by the journal's operations. Pure; nobody's word counts. */
import type { LessonPoint, LessonView } from "../../../shared/model/practice/practice-lesson.ts";
import { lessonOf } from "./catalogue.ts";
import type { LessonFacts, LessonSettled, OperationSight } from "./lesson-facts.ts";

/** Null while it is going on. A settled lesson isn't judged again. */
export function judgeLesson(
  facts: LessonFacts,
  operations: readonly OperationSight[],
  nowMs: number,
): LessonSettled | null {
  if (facts.settled) return facts.settled;
  const lesson = lessonOf(facts.id);
  const points = pointsOf(facts, operations);
  const broken = points.find(({ state }) => state === "broken");
  if (broken) return { verdict: "missed", text: lesson.missed, atMs: broken.atMs ?? nowMs, points };
  if (points.some(({ state }) => state === "open")) return null;
  return { verdict: "reached", text: lesson.reached, atMs: nowMs, points };
}

function pointsOf(
  facts: LessonFacts,
  operations: readonly OperationSight[],
): readonly LessonPoint[] {
  const { record, startedAtMs } = facts;
  const own = operations.filter((operation) => operation.startedAtMs >= startedAtMs);
  return lessonOf(facts.id).judge({ record, startedAtMs, operations: own });
}

export function lessonView(facts: LessonFacts, operations: readonly OperationSight[]): LessonView {
  const { id, title, story, goal, hints } = lessonOf(facts.id);
  const { settled, startedAtMs, hintsShown } = facts;
  return {
    id,
    title,
    story,
    goal,
    startedAtMs,
    hints: hints.slice(0, hintsShown),
    hintsLeft: hints.length - hintsShown,
    points: settled?.points ?? pointsOf(facts, operations),
    verdict: settled?.verdict ?? "going-on",
    verdictText: settled?.text ?? null,
    endedAtMs: settled?.atMs ?? null,
  };
}
