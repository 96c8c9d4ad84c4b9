import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openSandbox } from "../sandbox.ts";
import type { Sandbox } from "../sandbox.ts";
import { linesOf, reading, recipeText, scriptOf } from "./programs.ts";

const served = "the package's bytes";
const sum = createHash("sha256").update(served).digest("hex");
const curl = `while [ $# -gt 1 ]; do [ "$1" != -o ] || printf %s "${served}" >"$2"; shift; done`;

let sandbox: Sandbox;
afterEach(() => sandbox.remove());

const byUrl = (wanted: string) =>
  recipeText(
    `  - name: Extra\n    packages: { format: rpm, remove: [old], install: [htop, { url: "https://x.example/a-1.rpm", sha256: "${wanted}" }] }`,
  );

describe("packages by address", () => {
  it("are fetched, checked, and installed together with those of repositories", async () => {
    const dnf = `cat "$SANDBOX"/root/var/lib/bennu/packages/2-a-1.rpm 2>/dev/null; echo`;
    sandbox = await openSandbox({ curl, dnf });
    const ran = await sandbox.run(scriptOf(byUrl(sum)));
    const installs = ran.calls.filter((line) => line.startsWith("dnf"));
    expect(installs).toEqual([
      "dnf -y remove old",
      expect.stringMatching(/^dnf -y install htop \/\S+\/var\/lib\/bennu\/packages\/2-a-1\.rpm$/),
    ]);
    expect(linesOf(ran)).toContain(served);
  });

  it("with another SHA-256 change nothing", async () => {
    sandbox = await openSandbox({ curl });
    const wrong = "0".repeat(64);
    const ran = await sandbox.run(scriptOf(byUrl(wrong)));
    expect(ran.calls.filter((line) => line.startsWith("dnf"))).toEqual([]);
    expect(reading(ran).end?.reason).toBe(
      `Extra: the SHA-256 of https://x.example/a-1.rpm is ${sum}, and the recipe wants ${wrong}. Nothing of this step was installed`,
    );
  });

  it("that can't be fetched are told with curl's words", async () => {
    sandbox = await openSandbox({ curl: "echo 'curl: (22) 404' >&2; exit 22" });
    const ran = await sandbox.run(scriptOf(byUrl(sum)));
    expect(reading(ran).end?.reason).toContain("could not be fetched: curl: (22) 404");
  });
});

describe("files", () => {
  it("are written byte by byte, binary too, with their mode", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const text = "quotes ' \" and $HOME `x` \\n\n\nno line end";
    const steps = `  - files:\n      - { path: /opt/data.bin, from: data.bin, mode: "0600" }\n      - { path: /opt/site, from: site }`;
    const folders = { "data.bin": { "": bytes }, site: { "a/b.txt": text, "c.txt": "ümlaut\n" } };
    sandbox = await openSandbox();
    const ran = await sandbox.run(scriptOf(recipeText(steps), folders));
    const at = (path: string) => join(sandbox.root, path);
    expect(await readFile(at("opt/data.bin"))).toEqual(bytes);
    expect((await stat(at("opt/data.bin"))).mode & 0o777).toBe(0o600);
    expect(await ran.read("opt/site/a/b.txt")).toBe(text);
    expect(await ran.read("opt/site/c.txt")).toBe("ümlaut\n");
  });

  it("that can't be written say why", async () => {
    const steps = "  - files:\n      - { path: /etc/passwd/below, content: x }";
    sandbox = await openSandbox();
    const ran = await sandbox.run(scriptOf(recipeText(steps)));
    expect(reading(ran).end?.reason).toMatch(
      /^files: could not write \/etc\/passwd\/below: .*(Not a directory|File exists)/,
    );
  });
});

describe("output", () => {
  it("that is long keeps its beginning and its end, and says how much is left out", async () => {
    sandbox = await openSandbox();
    const ran = await sandbox.run(scriptOf(recipeText("  - shell: seq 1 700")));
    const lines = linesOf(ran);
    expect(lines).toContain("400");
    expect(lines).not.toContain("401");
    expect(lines).toContain("(260 lines of this output are left out)");
    expect(lines).toContain("661");
    expect(lines).toContain("700");
  }, 60_000);

  it("of a daemon that stays behind holds nothing up", async () => {
    sandbox = await openSandbox({ sleep: "exec /bin/sleep 60" });
    const step =
      '  - shell: |\n      sleep 60 &\n      echo $! >"$SANDBOX/daemon"\n      echo left one behind';
    const ran = await sandbox.run(scriptOf(recipeText(step)));
    process.kill(Number(await readFile(join(sandbox.root, "../daemon"), "utf8")));
    expect(reading(ran).end?.ok).toBe(true);
    expect(linesOf(ran)).toContain("left one behind");
  }, 30_000);
});
