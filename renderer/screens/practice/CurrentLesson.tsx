import Button from "@cloudscape-design/components/button";
import type { LessonPoint, LessonView } from "../../../shared/model/practice/practice-lesson.ts";
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useAction } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Pill } from "../../ui/Pill.tsx";
import { timeWords } from "../../ui/clock-time.ts";
import { verdictPill } from "./practice-regions.ts";

interface CurrentLessonProps {
  readonly region: PracticeView;
  readonly lesson: LessonView;
}

/** Goal, what was seen of it so far, hints and verdict; all of it is judged by the region, never declared here. */
export function CurrentLesson({ region, lesson }: CurrentLessonProps) {
  const pill = verdictPill(lesson);
  const title = (
    <span className="practice-title">
      {lesson.title} <Pill tone={pill.tone}>{pill.words}</Pill>
    </span>
  );
  return (
    <Panel
      title={title}
      note={`begun at ${timeWords(lesson.startedAtMs)}`}
      actions={<EndLesson region={region} />}
      className={`lesson-${lesson.verdict}`}
    >
      {lesson.verdictText !== null && (
        <p role="status" className="lesson-verdict">
          {lesson.verdictText}
        </p>
      )}
      <p className="muted">{lesson.story}</p>
      <p>
        <strong>Your goal:</strong> {lesson.goal}
      </p>
      <ul className="lesson-points">
        {lesson.points.map((point) => (
          <Point key={point.id} point={point} />
        ))}
      </ul>
      <Hints region={region} lesson={lesson} />
    </Panel>
  );
}

const marks = { open: "○", seen: "✓", broken: "✗" } as const;
const markTones = { open: "muted", seen: "tone-good", broken: "tone-bad" } as const;
const markWords = { open: "not yet", seen: "seen", broken: "broken" } as const;

function Point({ point }: { readonly point: LessonPoint }) {
  return (
    <li>
      <span className={markTones[point.state]} aria-hidden="true">
        {marks[point.state]}
      </span>
      <div>
        <span className="only-for-readers">{markWords[point.state]}: </span>
        {point.title}
        {point.atMs !== null && <span className="muted"> · {timeWords(point.atMs)}</span>}
        {point.evidence !== "" && <div className="muted">{point.evidence}</div>}
      </div>
    </li>
  );
}

function Hints({ region, lesson }: CurrentLessonProps) {
  const ask = useAction("lesson:hint");
  return (
    <>
      {lesson.hints.length > 0 && (
        <ol className="lesson-hints" aria-label="Hints">
          {lesson.hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ol>
      )}
      {lesson.hintsLeft > 0 && (
        <Button loading={ask.isPending} onClick={() => ask.mutate({ connectionId: region.id })}>
          Give me a hint ({countWords(lesson.hintsLeft, "hint")} left)
        </Button>
      )}
      {ask.error && <Problem error={ask.error} />}
    </>
  );
}

function EndLesson({ region }: { readonly region: PracticeView }) {
  const end = useAction("lesson:end");
  return (
    <>
      {end.error && <span className="tone-bad">{end.error.message}</span>}
      <Button loading={end.isPending} onClick={() => end.mutate({ connectionId: region.id })}>
        Leave the lesson
      </Button>
    </>
  );
}
