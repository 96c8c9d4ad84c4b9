/** What the practice screen derives from its rows. Pure. */
import type { LessonVerdict, LessonView } from "../../../shared/model/practice/practice-lesson.ts";
import type { ActiveFault } from "../../../shared/model/practice/practice-fault.ts";
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { countWords } from "../../../shared/words/counts.ts";
import type { Tone } from "../../ui/tone.ts";

/** The one that was asked for, else the user's first, else any; null while none is known. */
export function regionShown(
  regions: readonly PracticeView[],
  asked: string | null,
): PracticeView | null {
  return (
    regions.find(({ id }) => id === asked) ??
    regions.find(({ isMain }) => isMain) ??
    regions[0] ??
    null
  );
}

/** A region whose lesson was left keeps the lesson's world, and only its short name. */
export function originWords({ origin, lesson }: Pick<PracticeView, "origin" | "lesson">): string {
  switch (origin.kind) {
    case "scenario":
      return `the scenario “${origin.name}”`;
    case "file":
      return `the file ${origin.name}`;
    case "lesson":
      return `the lesson “${lesson?.title ?? origin.name.replaceAll("-", " ")}”`;
    case "rehearsal":
      return `a copy of ${origin.name}`;
  }
}

export function countsWords({ counts }: Pick<PracticeView, "counts">): string {
  return [
    countWords(counts.groups, "group"),
    countWords(counts.servers, "server"),
    countWords(counts.images, "image"),
  ].join(", ");
}

const faultTones: Readonly<Record<ActiveFault["state"], Tone>> = {
  waiting: "info",
  active: "bad",
  spent: "neutral",
};
const faultWords: Readonly<Record<ActiveFault["state"], string>> = {
  waiting: "its time has not come",
  active: "in force",
  spent: "used up",
};

export const faultPill = ({ state, struck }: ActiveFault) => ({
  tone: faultTones[state],
  words: state === "spent" && struck === 0 ? "its time is over" : faultWords[state],
});

export const struckWords = ({ struck, state }: ActiveFault) =>
  struck === 0
    ? `has not struck${state === "spent" ? "" : " yet"}`
    : `struck ${countWords(struck, "time")}`;

const verdictTones: Readonly<Record<LessonVerdict, Tone>> = {
  "going-on": "busy",
  reached: "good",
  missed: "bad",
};
const verdictWords: Readonly<Record<LessonVerdict, string>> = {
  "going-on": "going on",
  reached: "reached",
  missed: "missed",
};

export const verdictPill = ({ verdict }: LessonView) => ({
  tone: verdictTones[verdict],
  words: verdictWords[verdict],
});
