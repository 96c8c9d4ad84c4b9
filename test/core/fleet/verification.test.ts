import { describe, expect, it } from "vitest";
import { verificationOf } from "../../../shared/fleet/verification.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { anImage } from "../../builders/image.ts";

describe("verificationOf", () => {
  it.each([
    ["", { kind: "untested" }],
    ["passed 14/14 2026-11-18T10:45:52Z", { kind: "verified", text: "passed 14/14 on 2026-11-18" }],
    ["passed 3/3", { kind: "verified", text: "passed 3/3" }],
    ["failed: no answer", { kind: "failed", text: "failed: no answer" }],
    ["looks good to me", { kind: "failed", text: "looks good to me" }],
  ])("reads %j", (tag, expected) => {
    const image = { ...anImage("ami-1"), tags: { [TAG.verified]: tag } };
    expect(verificationOf(image)).toEqual(expected);
  });
});
