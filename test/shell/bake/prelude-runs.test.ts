import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConsole } from "../../../shared/bake/console.ts";
import { decodeFrame } from "../../../shared/bake/frames.ts";
import { userData } from "../../../shared/bake/user-data.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import { gunzip } from "../../core/bake/zlib-packer.ts";
import { fullRecipe, recipeWithTest } from "../../core/recipe/recipe-texts.ts";
import { openSandbox } from "./sandbox.ts";
import type { Sandbox } from "./sandbox.ts";

function scriptOf(text: string, role: "builder" | "fresh-boot" = "builder"): string {
  const { recipe, problems } = parseRecipe(text, "test.yaml");
  if (!recipe) throw new Error(JSON.stringify(problems));
  return userData(recipe, { role, recipeText: text, timeoutMs: 45 * 60_000 });
}

let sandbox: Sandbox;
beforeEach(async () => void (sandbox = await openSandbox()));
afterEach(() => sandbox.remove());

describe("a builder's user data, run by a real shell", () => {
  it.each(["sh", "bash"])("is valid for %s", (shell) => {
    expect(() => execFileSync(shell, ["-n"], { input: scriptOf(fullRecipe) })).not.toThrow();
  });

  it.each(["sh", "bash"])(
    "provisions, tests, prints the manifest and powers off (%s)",
    async (shell) => {
      const { console, calls, exitCode, read } = await sandbox.run(scriptOf(fullRecipe), shell);
      const reading = readConsole(console, "b", gunzip);
      expect(reading.end).toEqual({ ok: true, reason: "" });
      expect(exitCode).toBe(0);
      expect(reading.missing).toBe(0);
      expect(reading.begun).toBe("builder web-shop 7.3.0");
      expect(reading.tests.map((test) => test.passed)).toEqual(Array(7).fill(true));
      expect(reading.log.map((line) => line.text)).toContain("hello from the builder");
      expect(calls).toContain("dnf -y install nginx-1.28.0 jemalloc");
      expect(calls).toContain("dnf -y remove python3-boto3");
      expect(calls).toContain("useradd -m -s /bin/sh -d /home/deploy deploy");
      expect(calls.at(-1)).toBe("shutdown -h now");
      expect(await read("etc/nginx/conf.d/shop.conf")).toBe(
        '# it\'s 8080, "really"; ümlaut $HOME\nlisten 8080;\n',
      );
    },
  );

  it("prints a manifest that says what is inside, with the recipe", async () => {
    const { console } = await sandbox.run(scriptOf(fullRecipe));
    const { manifest, recipeName, recipeText } = readConsole(console, "b", gunzip);
    expect(recipeName).toBe("web-shop");
    expect(recipeText).toBe(fullRecipe);
    expect(manifest).toMatchObject({
      packages: [
        { name: "bash", version: "5.2.15-1", arch: "x86_64", source: "rpm" },
        { name: "nginx", version: "1.28.0-1", arch: "x86_64", source: "rpm" },
      ],
      services: ["nginx"],
      ports: ["tcp/8080", "udp/323"],
      localPorts: ["udp/323"],
      users: ["root", "nginx"],
      userFacts: [
        { name: "root", id: 0, groupId: 0, home: "/root", shell: "/bin/sh" },
        { name: "nginx", id: 990, groupId: 990, home: "/", shell: "/bin/false" },
      ],
      form: 2,
    });
    expect(manifest?.files[0]?.path).toBe("/etc/nginx/conf.d/shop.conf");
    expect(manifest?.files[0]?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("lets an image print its manifest at its first boot, with no user data", async () => {
    await sandbox.run(scriptOf(fullRecipe));
    const { console, calls } = await sandbox.firstBoot();
    const reading = readConsole(console, "m", gunzip);
    expect(reading.end?.ok).toBe(true);
    expect(reading.manifest?.packages).toHaveLength(2);
    expect(reading.recipeText).toBe(fullRecipe);
    expect(calls).not.toContain("shutdown -h now");
  });

  it("tests a fresh boot without changing it", async () => {
    const { console, calls } = await sandbox.run(scriptOf(fullRecipe, "fresh-boot"));
    const reading = readConsole(console, "t", gunzip);
    expect(reading.tests.filter((test) => test.where === "fresh-boot")).toHaveLength(6 + 1);
    expect(calls.filter((call) => /^(dnf|useradd)/.test(call))).toEqual([]);
  });

  it("says why a package could not be installed, and powers off", async () => {
    const text = fullRecipe.replace("- jemalloc", "- no-such");
    const { console, calls, exitCode } = await sandbox.run(scriptOf(text));
    const reading = readConsole(console, "b", gunzip);
    expect(reading.end?.ok).toBe(false);
    expect(reading.end?.reason).toContain("Web server: Error: Unable to find a match: no-such");
    expect(reading.manifest).toBeNull();
    expect(exitCode).toBe(1);
    expect(calls.at(-1)).toBe("shutdown -h now");
  });

  it("fails when a test fails, after running them all", async () => {
    const { console } = await sandbox.run(scriptOf(recipeWithTest("port: 9999")));
    const reading = readConsole(console, "b", gunzip);
    expect(reading.tests).toHaveLength(8);
    expect(reading.end).toEqual({ ok: false, reason: "1 of 8 tests failed: port 9999 listens" });
    expect(reading.manifest).toBeNull();
  });

  it("fails when a shell step fails", async () => {
    const text = fullRecipe.replace(
      'echo "hello from the builder"',
      "echo oh no\n      false\n      echo never",
    );
    const { end, log } = readConsole((await sandbox.run(scriptOf(text))).console, "b", gunzip);
    expect(end?.reason).toBe("Say so: sh ended with 1; its last line was: oh no");
    expect(log.map((line) => line.text)).not.toContain("never");
  });

  it("writes nothing but frames, each with a good checksum", async () => {
    const { console } = await sandbox.run(scriptOf(fullRecipe));
    const lines = console.split("\n").filter(Boolean);
    expect(lines.filter((line) => decodeFrame(line) === null)).toEqual([]);
  });
});
