import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Length } from "../../../shared/bake/base64.ts";
import {
  deliver,
  largestStubBytes,
  stubOf,
  userDataLimitBytes,
} from "../../../shared/bake/delivery.ts";
import { zlibPacker } from "./zlib-packer.ts";

/** Text that doesn't pack. */
const noise = (bytes: number) => {
  const blocks = Array.from({ length: Math.ceil(bytes / 44) }, (_, index) =>
    createHash("sha256").update(String(index)).digest("base64"),
  );
  return blocks.join("").slice(0, bytes);
};

describe("a program's way to its server", () => {
  it.each([
    ["as it is, up to the last byte of EC2's limit", "x".repeat(16_384), "plain"],
    ["packed from the next byte on", "x".repeat(16_385), "gzip"],
    ["packed, counted in bytes and not in letters", "ü".repeat(8_193), "gzip"],
    ["packed, if that helps", noise(18_000), "gzip"],
    ["through a bucket, if it doesn't", noise(40_000), "s3"],
  ])("is %s", (_, script, way) => {
    const delivery = deliver(script, zlibPacker);
    expect(delivery.way).toBe(way);
    expect(delivery.plainBytes).toBe(Buffer.byteLength(script));
    if (delivery.way === "gzip") expect(delivery.gzipBytes).toBeLessThanOrEqual(userDataLimitBytes);
    if (delivery.way !== "plain") {
      const unpacked = gunzipSync(Buffer.from(delivery.packed.base64, "base64")).toString();
      expect(unpacked).toBe(script);
    }
  });

  it("is the same for the same program", () => {
    expect(deliver(noise(20_000), zlibPacker)).toEqual(deliver(noise(20_000), zlibPacker));
  });

  it("through a bucket needs a stub that always fits, with the longest of addresses", () => {
    const url = `https://bucket.s3.eu-west-1.amazonaws.com/key?X-Amz-Security-Token=${"a".repeat(3000)}`;
    const stub = stubOf({ url, sha256: "0".repeat(64) }, "b");
    expect(utf8Length(stub)).toBeLessThan(largestStubBytes);
    expect(largestStubBytes).toBeLessThan(userDataLimitBytes);
  });

  it("is counted in bytes of UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});
