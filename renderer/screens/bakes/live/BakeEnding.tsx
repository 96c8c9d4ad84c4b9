/** How a bake ended; one that failed says what failed, the last that was printed, what remains and what to do. */
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { isRunning } from "../../../links.ts";
import { failureOf } from "./failure.ts";

/** What came of it, and that nothing else is left. */
function successWords({ bake, steps, plan }: OperationDetail): string {
  const { imageId = null, tests = [] } = bake ?? {};
  const ended = plan.steps.filter(({ work }) => work.kind === "end-builder").map(({ id }) => id);
  const areGone = steps.every(({ stepId, status }) => !ended.includes(stepId) || status === "done");
  const passed = tests.filter((test) => test.passed).length;
  const made =
    imageId === null ? "" : `${imageId} passed ${String(passed)} tests and is verified. `;
  return made + (areGone ? "The builder and the test boot are gone." : "");
}

export function BakeEnding({ bake }: { readonly bake: OperationDetail }) {
  if (bake.stuck !== null) {
    return (
      <div className="bake-ending bake-bad" role="alert">
        <strong>{bake.stuck.cause}</strong> {bake.stuck.cure}
      </div>
    );
  }
  if (isRunning(bake) || bake.outcome === null) return null;
  const failure = failureOf(bake);
  if (failure === null) {
    const tone = bake.status === "succeeded" ? "bake-good" : "bake-bad";
    return (
      <div className={`bake-ending ${tone}`} role="status">
        {bake.outcome} {bake.status === "succeeded" && successWords(bake)}
      </div>
    );
  }
  return (
    <section className="bake-ending bake-bad" aria-label="Why it failed">
      <p role="status">
        <strong>{failure.what}</strong>
      </p>
      {failure.tests.length > 0 && (
        <ul className="bake-failed-tests">
          {failure.tests.map((test) => (
            <li key={test.name}>
              ✕ {test.name} {test.detail !== "" && <span className="muted">{test.detail}</span>}
            </li>
          ))}
        </ul>
      )}
      {failure.lastLines.length > 0 && (
        <>
          <h3>The last that the builder printed</h3>
          <pre className="bake-last-lines" tabIndex={0} aria-label="The last that was printed">
            {failure.lastLines.join("\n")}
          </pre>
        </>
      )}
      <dl className="bake-failed-facts">
        <dt>What remains</dt>
        <dd>{failure.remains}</dd>
        <dt>What to do</dt>
        <dd>{failure.cure}</dd>
      </dl>
    </section>
  );
}
