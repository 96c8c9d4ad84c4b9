import { foundWords } from "../../../../shared/bake/test-words.ts";
import type { TestResult } from "../../../../shared/model/manifest.ts";
import { Panel } from "../../../ui/Panel.tsx";

interface Props {
  readonly tests: readonly TestResult[];
  readonly expected: number;
  readonly running: boolean;
}

const places = [
  { where: "builder", title: "On the builder, before the image is made" },
  { where: "fresh-boot", title: "On a fresh server started from the image" },
] as const;

export function BakeTests({ tests, expected, running }: Props) {
  const passed = tests.filter((test) => test.passed).length;
  const note = `${String(passed)} passed, ${String(tests.length - passed)} failed, ${String(expected)} planned`;
  return (
    <Panel title="Tests" note={note}>
      {tests.length === 0 && (
        <p className="muted">{running ? "None has run yet." : "No test ran."}</p>
      )}
      {places.map(({ where, title }) => (
        <TestGroup key={where} title={title} tests={tests.filter((test) => test.where === where)} />
      ))}
    </Panel>
  );
}

function TestGroup({
  title,
  tests,
}: {
  readonly title: string;
  readonly tests: readonly TestResult[];
}) {
  if (tests.length === 0) return null;
  return (
    <>
      <h3 className="bake-tests-title">{title}</h3>
      <ul className="bake-tests">
        {tests.map((test) => (
          <li key={test.name}>
            <span className={test.passed ? "tone-good" : "tone-bad"}>
              {test.passed ? "✓ passed" : "✕ failed"}
            </span>{" "}
            {test.name} <span className="muted">{foundWords(test)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
