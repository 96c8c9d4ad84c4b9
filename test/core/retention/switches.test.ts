/** What AWS keeps of an image is set by steps of what differs alone, and a deprecation is looked for to the minute. */
import { describe, expect, it } from "vitest";
import { decideDeprecateImage } from "../../../shared/decide/retention/deprecate-image.ts";
import { switchSteps } from "../../../shared/retention/switch-steps.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import type { ImageSwitches } from "../../../shared/model/retention.ts";
import { anImage } from "../../builders/image.ts";
import { DAY_MS, NOW_MS } from "../../builders/time.ts";
import { aMemory } from "./a-memory.ts";

const image = (over: Partial<ImageFact> = {}) =>
  anImage("ami-1", {
    state: "available",
    deprecatedAtMs: null,
    deregistrationProtected: false,
    ...over,
  });
const tomorrow = NOW_MS + DAY_MS;

describe("steps", () => {
  it.each<[string, ImageFact, ImageSwitches, readonly string[]]>([
    ["nothing wanted", image(), {}, []],
    [
      "nothing differs",
      image(),
      { isProtected: false, isDisabled: false, deprecateAtMs: null },
      [],
    ],
    ["protect", image(), { isProtected: true }, ["EnableImageDeregistrationProtection"]],
    [
      "let go",
      image({ deregistrationProtected: true }),
      { isProtected: false },
      ["DisableImageDeregistrationProtection"],
    ],
    ["disable", image(), { isDisabled: true }, ["DisableImage"]],
    ["enable", image({ state: "disabled" }), { isDisabled: false }, ["EnableImage"]],
    ["deprecate", image(), { deprecateAtMs: tomorrow }, ["EnableImageDeprecation"]],
    [
      "the same minute",
      image({ deprecatedAtMs: tomorrow - 20_000 }),
      { deprecateAtMs: tomorrow },
      [],
    ],
    [
      "no longer",
      image({ deprecatedAtMs: tomorrow }),
      { deprecateAtMs: null },
      ["DisableImageDeprecation"],
    ],
  ])("%s", (_what, fact, wanted, calls) => {
    expect(switchSteps(fact, wanted).flatMap((step) => step.calls.map(({ call }) => call))).toEqual(
      calls,
    );
  });
});

describe("a deprecation", () => {
  const decide = (fact: ImageFact | null, atMs: number | null, nowMs = NOW_MS) =>
    decideDeprecateImage(
      { kind: "deprecate-image", imageId: image().id, atMs },
      { image: fact },
      aMemory(),
      nowMs,
    );

  it("is set, seen to the minute, and taken off", () => {
    expect(decide(image(), tomorrow)).toMatchObject({
      kind: "act",
      calls: [{ call: "EnableImageDeprecation", deprecateAtMs: tomorrow }],
    });
    expect(decide(image({ deprecatedAtMs: tomorrow - 30_000 }), tomorrow).kind).toBe("done");
    expect(decide(image({ deprecatedAtMs: tomorrow }), null)).toMatchObject({
      calls: [{ call: "DisableImageDeprecation" }],
    });
    expect(decide(image(), null).kind).toBe("done");
  });

  it("at a time that has passed fails before AWS refuses it, and of no image never succeeds", () => {
    expect(decide(image(), NOW_MS - 1).kind).toBe("failed");
    expect(decide(null, tomorrow)).toMatchObject({ kind: "failed", mayLag: true });
  });
});
