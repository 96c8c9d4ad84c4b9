import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { LessonId, LessonSummary } from "../../../shared/model/practice/practice-lesson.ts";
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useAction, useRequest } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { Panel } from "../../ui/Panel.tsx";

export function LessonList({ region }: { readonly region: PracticeView }) {
  const lessons = useRequest("lesson:list", {}, { staleTimeMs: Infinity });
  const start = useAction("lesson:start");
  const [asked, setAsked] = useState<LessonId | null>(null);
  const begin = (lessonId: LessonId) =>
    start.mutate({ connectionId: region.id, lessonId }, { onSettled: () => setAsked(null) });
  return (
    <Panel title="Lessons" note="each in a world of its own, with a goal, hints and a verdict">
      {lessons.error && <Problem error={lessons.error} onRetry={() => void lessons.refetch()} />}
      {start.error && <Problem error={start.error} />}
      <ul className="lesson-list">
        {(lessons.data?.lessons ?? []).map((lesson) => (
          <LessonRow
            key={lesson.id}
            lesson={lesson}
            isCurrent={region.lesson?.id === lesson.id}
            isAsked={asked === lesson.id}
            isPending={start.isPending}
            onAsk={() => setAsked(lesson.id)}
            onBegin={() => begin(lesson.id)}
            onKeep={() => setAsked(null)}
          />
        ))}
      </ul>
    </Panel>
  );
}

interface LessonRowProps {
  readonly lesson: LessonSummary;
  readonly isCurrent: boolean;
  readonly isAsked: boolean;
  readonly isPending: boolean;
  readonly onAsk: () => void;
  readonly onBegin: () => void;
  readonly onKeep: () => void;
}

function LessonRow(props: LessonRowProps) {
  const { lesson, isCurrent, isAsked, isPending, onAsk, onBegin, onKeep } = props;
  const verb = isCurrent ? "Begin anew" : "Begin";
  return (
    <li className="lesson-row">
      <div>
        <strong>{lesson.title}</strong>{" "}
        <span className="muted">
          about {String(lesson.minutes)} min · {countWords(lesson.hints, "hint")}
        </span>
        <p>{lesson.story}</p>
      </div>
      {isAsked ? (
        <div className="practice-row">
          <span>
            The lesson&apos;s world takes the place of this region&apos;s; the journal stays.
          </span>
          <Button variant="primary" loading={isPending} onClick={onBegin}>
            Begin the lesson
          </Button>
          <Button variant="link" onClick={onKeep}>
            Not now
          </Button>
        </div>
      ) : (
        <Button ariaLabel={`${verb}: ${lesson.title}`} onClick={onAsk}>
          {verb}…
        </Button>
      )}
    </li>
  );
}
