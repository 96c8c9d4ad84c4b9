/** A recipe's tests, and their verdict. */
import { runCheck } from "../checks.ts";
import type { Run } from "./progress.ts";

export const testCalls: Readonly<Record<string, Run>> = {
  bennu_test: (machine, [kind = "", name = "", ...words], progress) => {
    const from = machine.offsetMs;
    const { passed, detail } = runCheck(machine, kind, words, progress.bootSeconds);
    progress.tests++;
    if (!passed) progress.failed.push(name);
    const durationMs = Math.round(machine.offsetMs - from);
    const verdict = passed ? "pass" : "fail";
    machine.emit("test", [verdict, durationMs, name, detail.slice(0, 200)].join("\t"));
    return null;
  },
  bennu_tested: (_machine, _words, progress) => {
    const { failed, tests } = progress;
    if (failed.length === 0) return null;
    const reason = `${String(failed.length)} of ${String(tests)} tests failed: ${failed.join("; ")}`;
    return { ok: false, reason };
  },
};
