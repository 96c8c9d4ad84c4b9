/** Lessons on the practice cloud: their list, beginning one, its hints, its end. */
import { connectionId } from "../../../shared/model/ids.ts";
import { lessonSummaries } from "../../practice/lessons/catalogue.ts";
import type { Handlers } from "../gate.ts";
import { beginAnew, homeOnly, orderIn } from "./practice.ts";
import type { PracticeParts } from "./practice.ts";

type Own = Pick<Handlers, "lesson:list" | "lesson:start" | "lesson:hint" | "lesson:end">;

export function lessonHandlers(parts: PracticeParts): Own {
  const { panel } = parts;
  return {
    "lesson:list": async () => ({ lessons: lessonSummaries() }),
    "lesson:start": async ({ connectionId: told, lessonId }) => {
      const id = homeOnly(parts, connectionId(told));
      const facts = await beginAnew(parts, id, { kind: "lesson-start", lesson: lessonId });
      return panel.judged(id, facts);
    },
    "lesson:hint": ({ connectionId: told }) => orderIn(parts, told, { kind: "lesson-hint" }),
    "lesson:end": async ({ connectionId: told }) => {
      const facts = await orderIn(parts, told, { kind: "panel" });
      const judged = facts.lesson && (await panel.judged(connectionId(told), facts.lesson));
      const ended = await orderIn(parts, told, { kind: "lesson-end" });
      return judged ?? panel.judged(connectionId(told), ended);
    },
  };
}
