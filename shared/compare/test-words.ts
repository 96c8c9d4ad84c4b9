/** The tests of a side in a few words. Without single results the image's own tag speaks, and it is said that it does. */
import type { CompareSide } from "./comparison.ts";

export interface TestWords {
  readonly text: string;
  /** Null: nobody knows. */
  readonly passed: boolean | null;
  /** Told by the image's tag alone: the single results are not known here. */
  readonly byTag: boolean;
}

export function testWords({
  tests,
  verification,
}: Pick<CompareSide, "tests" | "verification">): TestWords {
  if (tests !== null) {
    const passed = tests.filter((test) => test.passed).length;
    const text = `${String(passed)} of ${String(tests.length)} tests passed`;
    return { text, passed: passed > 0 && passed === tests.length, byTag: false };
  }
  if (verification === null) return { text: "tests unknown", passed: null, byTag: false };
  if (verification.kind === "untested")
    return { text: "never tested by Bennu", passed: null, byTag: false };
  const passed = verification.kind === "verified";
  const text = passed ? verification.text : `tests failed: ${verification.text}`;
  return { text: `${text}, by its tag`, passed, byTag: true };
}
