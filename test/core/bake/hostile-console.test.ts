import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConsole } from "../../../shared/bake/console.ts";
import { decodeFrame, encodeFrame, frameTypes } from "../../../shared/bake/frames.ts";
import type { Frame, FrameType } from "../../../shared/bake/frames.ts";
import { largestManifest } from "../../../shared/bake/manifest-text.ts";
import { plainLine } from "../../../shared/bake/plain-line.ts";
import { gunzip } from "./zlib-packer.ts";

// A console is what a server says, and anybody may have been on it.
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.constantFrom("ok", "failed x", "pass\t1\tname\tdetail", "9999/9999 title", "z 0", "v 2\nz 1"),
);
const forged: fc.Arbitrary<Frame> = fc.record({
  session: fc.constantFrom("b", "t", "m", "i"),
  seq: fc.integer({ min: 1, max: 9_999_999 }),
  type: fc.constantFrom(...frameTypes.filter((type) => type !== "packed")),
  text: anyText,
});
const line = fc.oneof(
  forged.map(encodeFrame),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ maxLength: 40 }).map((text) => `bennu b1 1 log ${text}`),
);
const frames = (...said: readonly [FrameType, string][]) =>
  said
    .map(([type, text], index) => encodeFrame({ session: "b", seq: index + 1, type, text }))
    .join("\n");
const read = (text: string) => readConsole(text, "b", gunzip);

const packedFrames = (bytes: Buffer) =>
  frames(
    ...(bytes.toString("base64url").match(/.{1,900}/g) ?? []).map((piece): [FrameType, string] => [
      "packed",
      piece,
    ]),
  );

describe("a hostile console", () => {
  it("never throws, and gives no more than it holds", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const reading = read(lines.join("\n"));
        expect(reading.log.length + reading.tests.length).toBeLessThanOrEqual(lines.length);
        expect(JSON.stringify(reading).length).toBeLessThan(lines.join("\n").length * 8 + 1000);
      }),
    );
  });

  it("with a frame of a huge number costs no memory: what is missing is a count", () => {
    const far = encodeFrame({ session: "b", seq: 9_999_999, type: "log", text: "far" });
    expect(read(far).missing).toBe(9_999_998);
  });

  it("can't hide the reason of a failure, or draw over it, with control characters", () => {
    const escape = "\u001B[2J\u001B[1;31mfailed\u001B[0m \u001B]0;title\u0007";
    const reading = read(
      frames(
        ["log", `${escape}real\u202Eesrever`],
        ["end", "failed \u001B[8mhidden\u001B[0m"],
        ["test", "fail\t1\tna\u0000me\t10%\r50%\rdone\u0008"],
      ),
    );
    expect(reading.log[0]?.text).toBe("failed realesrever");
    expect(reading.end?.reason).toBe("hidden");
    expect(reading.tests[0]).toMatchObject({ name: "name", detail: "done" });
  });

  it("shows no control character, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), (text) => {
        expect(plainLine(text)).not.toMatch(/(?!\t)\p{Cc}/u);
      }),
    );
  });

  it("with a manifest that unpacks to more than any manifest has none", () => {
    const bomb = gzipSync(Buffer.alloc(largestManifest + 1, "p a 1\n"));
    expect(bomb.length).toBeLessThan(50_000);
    expect(read(packedFrames(bomb)).manifest).toBeNull();
  });

  it("with a damaged or cut packed manifest has none", () => {
    const whole = gzipSync("v 2\nt 1\nk 6\nz 3\n");
    expect(read(packedFrames(whole)).manifest?.kernel).toBe("6");
    for (let length = 1; length < whole.length; length++)
      expect(read(packedFrames(whole.subarray(0, length))).manifest).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(() => read(packedFrames(Buffer.from(bytes)))).not.toThrow();
      }),
    );
  });

  it("with a manifest whose facts are nonsense gives those that aren't", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 80 })), (facts) => {
        const lines = ["v 2", ...facts.map((fact) => fact.replaceAll("\n", "")).filter(Boolean)];
        const text = [...lines, `z ${String(lines.length)}`].join("\n");
        expect(read(packedFrames(gzipSync(text))).manifest?.form).toBe(2);
      }),
    );
  });

  it("has no unseen letters in its manifest's facts either", () => {
    const text = "v 2\nk 6\u202E\u001B[31m\np ngi\u0000nx 1\u200F x86_64 rpm\nz 3\n";
    const { manifest } = read(packedFrames(gzipSync(text)));
    expect(manifest?.kernel).toBe("6[31m");
    expect(manifest?.packages[0]).toMatchObject({ name: "nginx", version: "1" });
  });

  it("with settings named like an object's own parts changes no object", () => {
    const text = "v 2\nx __proto__=polluted\nx constructor=1\nz 3\n";
    const { manifest } = read(packedFrames(gzipSync(text)));
    expect(Object.keys(manifest?.sysctl ?? {})).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("with lines made to be slow is read in a moment: the work grows with its length", () => {
    // Each of these took quadratic time once: it would not end within the test's time limit.
    const long = 200_000;
    for (const text of [
      `bennu b1 1 log ${"a".repeat(long)}!`,
      `bennu b1 1 log a${" ".repeat(long)}!`,
      "bennu b1 1 log a ".repeat(long / 17),
      `\u001B[${"0;".repeat(long / 2)}`,
      `\u001B]${"\u001B]".repeat(long / 2)}`,
    ]) {
      expect(decodeFrame(text)).toBeNull();
      expect(plainLine(text).length).toBeLessThanOrEqual(2000);
    }
  });
});
