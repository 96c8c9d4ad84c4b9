import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64, encodeBase64Url } from "../../../shared/bake/base64.ts";
import { cksum } from "../../../shared/bake/checksum.ts";
import { readConsole } from "../../../shared/bake/console.ts";
import {
  decodeFrame,
  encodeFrame,
  framesOf,
  frameTypes,
  missingFrames,
} from "../../../shared/bake/frames.ts";
import type { Frame } from "../../../shared/bake/frames.ts";
import { gunzip } from "./zlib-packer.ts";
import { readManifestText, writeManifestText } from "../../../shared/bake/manifest-text.ts";

const wellFormed = fc.string({ unit: "grapheme", maxLength: 80 });
const base64Letters = fc.stringMatching(/^[A-Za-z0-9_-]{2,80}$/);
const said = fc.oneof(
  fc.record({
    type: fc.constantFrom(...frameTypes.filter((type) => type !== "packed")),
    text: wellFormed,
  }),
  fc.record({ type: fc.constant("packed" as const), text: base64Letters }),
);
const frame: fc.Arbitrary<Frame> = fc
  .record({
    session: fc.constantFrom("b", "t", "m", "i"),
    seq: fc.integer({ min: 1, max: 5000 }),
    said,
  })
  .map(({ said: inner, ...rest }) => ({ ...rest, ...inner }));
const numbered = fc
  .array(said, { minLength: 1, maxLength: 40 })
  .map((list) => list.map((item, index): Frame => ({ session: "b", seq: index + 1, ...item })));

const lines = (frames: readonly Frame[]) => frames.map(encodeFrame);

describe("frames", () => {
  it("have the checksum that cksum prints", () => {
    // printf 'b1 log -' | cksum
    expect(cksum("b1 log -")).toBe(2596085627);
  });

  it("come back as they were sent", () => {
    fc.assert(
      fc.property(frame, (sent) => {
        expect(decodeFrame(encodeFrame(sent))).toEqual(sent);
      }),
    );
  });

  it("encode text as everyone's base64", () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(encodeBase64(text)).toBe(Buffer.from(text).toString("base64"));
        expect(encodeBase64Url(text)).toBe(Buffer.from(text).toString("base64url"));
        expect(decodeBase64(encodeBase64(text))).toBe(text);
      }),
    );
  });

  it("decode any bytes without throwing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(typeof decodeBase64(Buffer.from(bytes).toString("base64"))).toBe("string");
      }),
    );
  });

  it("survive foreign lines in between and foreign words before them", () => {
    fc.assert(
      fc.property(
        numbered,
        fc.array(fc.string({ maxLength: 60 }), { minLength: 1 }),
        (sent, noise) => {
          const text = lines(sent)
            .flatMap((line, index) => {
              const foreign = (noise[index % noise.length] ?? "").replaceAll("bennu", "");
              return [foreign, `[   12.5] kernel: ${line}`];
            })
            .join("\r\n");
          expect(framesOf(text, "b")).toEqual(sent);
        },
      ),
    );
  });

  it("of a console cut anywhere at its start are a tail of what was sent, and the gap is seen", () => {
    fc.assert(
      fc.property(numbered, fc.nat(), (sent, cut) => {
        const text = `${lines(sent).join("\n")}\n`;
        const kept = framesOf(text.slice(cut % text.length), "b");
        expect(kept).toEqual(sent.slice(sent.length - kept.length));
        expect(missingFrames(kept)).toBe(kept.length === 0 ? 0 : sent.length - kept.length);
      }),
    );
  });

  it("with one letter changed are passed over, never misread", () => {
    fc.assert(
      fc.property(
        frame,
        fc.nat(),
        fc.constantFrom(..."abcXYZ019-_ ".split("")),
        (sent, where, letter) => {
          const line = encodeFrame(sent);
          const at = where % line.length;
          const broken = line.slice(0, at) + letter + line.slice(at + 1);
          const read = decodeFrame(broken);
          if (read !== null) expect(read).toEqual(sent);
        },
      ),
    );
  });

  it("that come twice count once; those of other sessions don't count", () => {
    fc.assert(
      fc.property(numbered, (sent) => {
        const others = sent.map((one): Frame => ({ ...one, session: "m", text: "other" }));
        const text = [...lines(sent), ...lines(others), ...lines(sent)].join("\n");
        expect(framesOf(text, "b")).toEqual(sent);
      }),
    );
  });
});

const printed = {
  manifest: {
    imageId: null,
    takenAtMs: 1_700_000_000_000,
    kernel: "6.1.147",
    packages: [{ name: "nginx", version: "1.28.0", arch: "x86_64", source: "rpm" }],
    files: [{ path: "/etc/a b", digest: "sha256:00" }],
    users: ["root"],
    services: ["nginx"],
    ports: ["tcp/8080"],
    diskUsedMib: 1830,
    bootSeconds: 12,
  },
  recipeName: "shop",
  recipeText: "name: shop\n".repeat(200),
};

describe("the manifest on the console", () => {
  it("comes back as it was printed", () => {
    expect(readManifestText(writeManifestText(printed))).toEqual(printed);
  });

  it("is unknown, never shorter, when any line of it was lost", () => {
    const all = writeManifestText(printed).split("\n").filter(Boolean);
    for (let lost = 0; lost < all.length; lost++) {
      expect(readManifestText(all.filter((_, index) => index !== lost).join("\n"))).toBeNull();
    }
  });

  it("is read from frames, whole or not at all", () => {
    const chunks = writeManifestText(printed).match(/(?:.*\n){1,4}/g) ?? [];
    const sent = chunks.map((text, index): Frame => ({
      session: "m",
      seq: index + 1,
      type: "manifest",
      text,
    }));
    expect(readConsole(lines(sent).join("\n"), "m", gunzip).manifest).toEqual(printed.manifest);
    expect(readConsole(lines(sent.slice(1)).join("\n"), "m", gunzip).manifest).toBeNull();
  });
});

describe("what a console says", () => {
  const say = (...frames: readonly [Frame["type"], string][]) =>
    readConsole(
      lines(
        frames.map(([type, text], index) => ({ session: "b", seq: index + 1, type, text })),
      ).join("\n"),
      "b",
      gunzip,
    );

  it("is nothing while it is empty", () => {
    expect(readConsole("", "b", gunzip)).toMatchObject({
      begun: null,
      end: null,
      progress: null,
      log: [],
      missing: 0,
    });
  });

  it("is the step that runs, the log, the tests and how it ended", () => {
    const reading = say(
      ["begin", "builder shop 1"],
      ["step", "1/2 install"],
      ["log", "working"],
      ["step", "2/2 run the tests"],
      ["test", "pass\t120\tport 8080 listens\t0.0.0.0:8080"],
      ["test", "fail\t30000\tanswers\tgot\t500"],
      ["end", "failed 1 of 2 tests failed: answers"],
    );
    expect(reading.progress).toEqual({ done: 1, of: 2, title: "run the tests" });
    expect(reading.log.map((line) => line.text)).toEqual([
      "── 1/2 install",
      "working",
      "── 2/2 run the tests",
    ]);
    expect(reading.tests).toEqual([
      {
        name: "port 8080 listens",
        where: "builder",
        passed: true,
        detail: "0.0.0.0:8080",
        durationMs: 120,
      },
      { name: "answers", where: "builder", passed: false, detail: "got\t500", durationMs: 30000 },
    ]);
    expect(reading.end).toEqual({ ok: false, reason: "1 of 2 tests failed: answers" });
  });

  it("never throws, whatever the console holds", () => {
    fc.assert(
      fc.property(numbered, fc.string(), (sent, noise) => {
        expect(() => readConsole(`${noise}\n${lines(sent).join("\n")}`, "b", gunzip)).not.toThrow();
      }),
    );
  });
});
