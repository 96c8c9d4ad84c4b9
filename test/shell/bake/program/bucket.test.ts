import { afterEach, describe, expect, it } from "vitest";
import { stubOf } from "../../../../shared/bake/delivery.ts";
import { zlibPacker } from "../../../core/bake/zlib-packer.ts";
import { openSandbox } from "../sandbox.ts";
import type { Sandbox } from "../sandbox.ts";
import { linesOf, reading, recipeText, scriptOf } from "./programs.ts";

const script = scriptOf(
  recipeText("  - shell: echo from the bucket\n  - reboot: true\n  - shell: echo and after"),
);
const packed = zlibPacker.gzip(script);
const url = "https://b.example/key?X-Amz-Signature=1&x='2'";
const stub = (sha256 = packed.sha256) => stubOf({ url, sha256 }, "b");
const curl = (base64: string) =>
  `while [ $# -gt 2 ]; do [ "$1" != -o ] || file=$2; shift; done; echo "$2" >"$SANDBOX/asked"; printf %s ${base64} | base64 -d >"$file"`;

let sandbox: Sandbox;
afterEach(() => sandbox.remove());

describe("a program that comes through a bucket", () => {
  it.each(["sh", "bash"])("is fetched, checked, unpacked and run (%s)", async (shell) => {
    sandbox = await openSandbox({ curl: curl(packed.base64) });
    await sandbox.run(stub(), shell);
    const ran = await sandbox.nextBoot();
    expect(reading(ran)).toMatchObject({ end: { ok: true }, missing: 0 });
    expect(linesOf(ran)).toEqual(expect.arrayContaining(["from the bucket", "and after"]));
    expect(await ran.read("../asked")).toBe(`${url}\n`);
  });

  it("is not run if it is another than was planned; that is said, and the server powers off", async () => {
    sandbox = await openSandbox({ curl: curl(packed.base64) });
    const ran = await sandbox.run(stub("0".repeat(64)));
    expect(reading(ran).end).toEqual({
      ok: false,
      reason:
        "start: the program from the bucket is not the one that was planned: its SHA-256 differs, so nothing was run",
    });
    expect(linesOf(ran)).toEqual([]);
    expect(ran.calls.at(-1)).toBe("shutdown -h now");
  });

  it("that can't be fetched is tried again, then told with curl's words", async () => {
    sandbox = await openSandbox({ curl: "echo 'curl: (22) 403'; exit 22" });
    const ran = await sandbox.run(stub());
    expect(ran.calls.filter((call) => call.startsWith("curl"))).toHaveLength(2);
    expect(reading(ran).end?.reason).toBe(
      "start: the program could not be fetched from its bucket: curl: (22) 403",
    );
  });
});
