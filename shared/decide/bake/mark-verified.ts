/** Says on the image that it passed its tests, and hands the journal all that is known of it. */
import type { ImageFact } from "../../model/facts.ts";
import type { AncestorFact } from "../../model/facts/image-use-facts.ts";
import type { ImageRecord, TestResult } from "../../model/manifest.ts";
import type { Plan } from "../../model/plan.ts";
import { TAG } from "../../model/tags.ts";
import { failed, failedIfItStays, type Decision, type Memory, type WorkOf } from "../decision.ts";

export interface MarkVerifiedSeen {
  readonly image: ImageFact | null;
  readonly recipe: Plan["recipe"];
  /** Of the manifest; null if none is known. */
  readonly manifestDigest: string | null;
  /** Of the tests' names and verdicts; left out: not known. */
  readonly testsDigest?: string;
  /** From the image to its root; left out, or empty: AWS didn't tell. */
  readonly ancestry?: readonly AncestorFact[];
}

export function decideMarkVerified(
  _work: WorkOf<"mark-verified">,
  seen: MarkVerifiedSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const { image } = seen;
  if (!image || image.state !== "available") {
    return failedIfItStays(
      "The image isn't there any more, so it can't be marked as verified. Bake again.",
    );
  }
  const tests = memory.outputs.tests ?? [];
  const shipped = tests.filter((test) => test.where === "fresh-boot");
  if (shipped.length === 0 || shipped.some((test) => !test.passed)) {
    return failed(
      `The tests of ${image.id} on a fresh boot are not known to have passed. Bake again.`,
    );
  }
  if (image.tags[TAG.verified]?.startsWith("passed")) return marked(image, seen, memory, nowMs);
  return mark(image, shipped, seen, nowMs);
}

function mark(
  image: ImageFact,
  shipped: readonly TestResult[],
  seen: MarkVerifiedSeen,
  nowMs: number,
): Decision {
  const count = String(shipped.length);
  const verified = `passed ${count}/${count} ${new Date(nowMs).toISOString()}`;
  const digest = {
    ...(seen.manifestDigest ? { [TAG.manifestDigest]: seen.manifestDigest } : {}),
    ...(seen.testsDigest === undefined ? {} : { [TAG.tests]: seen.testsDigest }),
  };
  return {
    kind: "act",
    note: `Marking ${image.id} as verified`,
    calls: [
      { call: "CreateTags", resourceId: image.id, tags: { [TAG.verified]: verified, ...digest } },
    ],
  };
}

function marked(image: ImageFact, seen: MarkVerifiedSeen, memory: Memory, nowMs: number): Decision {
  const { manifest, tests } = memory.outputs;
  const record: ImageRecord = {
    imageId: image.id,
    manifest: manifest ? { ...manifest, imageId: image.id } : null,
    tests: tests ?? [],
    recipeName: seen.recipe?.name ?? null,
    recipeText: seen.recipe?.text ?? null,
    bakedByOperation: memory.operationId,
    ...(seen.ancestry === undefined || seen.ancestry.length === 0
      ? {}
      : { ancestry: seen.ancestry }),
    recordedAtMs: nowMs,
  };
  const text = `${image.name} (${image.id}) is verified and can be put into service.`;
  return {
    kind: "done",
    note: `${image.id} is verified`,
    produced: { verified: true },
    record,
    events: [{ level: "good", text }],
    bake: { imageId: image.id },
  };
}
