import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { CurrentLesson } from "./CurrentLesson.tsx";
import { LessonList } from "./LessonList.tsx";

export function LessonPanel({ region }: { readonly region: PracticeView }) {
  return (
    <>
      {region.lesson !== null && <CurrentLesson region={region} lesson={region.lesson} />}
      {region.origin.kind !== "rehearsal" && <LessonList region={region} />}
    </>
  );
}
