/** A program that is too large for user data lies in a bucket for as long as its server needs it. */
import { stepId } from "../../model/ids.ts";
import type { Step } from "../../model/plan.ts";
import type { Program } from "./programs.ts";
import { seconds, step } from "./step-parts.ts";

export function putProgramStep(id: string, { object, facts }: Program): readonly Step[] {
  if (object === null) return [];
  const { bucket, key, gzipBase64 } = object;
  const put = step({
    title:
      facts.role === "builder"
        ? "Put the program into the bucket"
        : "Put the tests into the bucket",
    detail: `${String(facts.sentBytes)} bytes: too large for user data, which takes ${String(facts.limitBytes)}`,
    phase: facts.role === "builder" ? "Build" : "Fresh boot",
    work: { kind: "put-object", bucket, key, gzipBase64, contentType: "application/gzip" },
    calls: [
      { call: "PutObject", target: `${bucket}/${key}`, before: "nothing", after: "the program" },
    ],
    undo: "Deleted when its server is done, and on every way out.",
    expected: seconds(1, 30),
  });
  return [{ ...put, id: stepId(id) }];
}

export function removeProgramStep(id: string, { object, facts }: Program): readonly Step[] {
  if (object === null) return [];
  const { bucket, key } = object;
  const remove = step({
    title: "Take the program out of the bucket",
    detail: "",
    phase: facts.role === "builder" ? "Image" : "Done",
    work: { kind: "remove-object", bucket, key },
    calls: [
      { call: "DeleteObject", target: `${bucket}/${key}`, before: "the program", after: "nothing" },
    ],
    undo: "It was there for the time of the bake alone.",
    expected: seconds(1, 30),
  });
  return [{ ...remove, id: stepId(id) }];
}
