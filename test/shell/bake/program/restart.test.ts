import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSandbox } from "../sandbox.ts";
import type { Sandbox } from "../sandbox.ts";
import { linesOf, reading, recipeText, scriptOf } from "./programs.ts";

const steps = `  - { name: Before, shell: "echo before $WORD" }
  - { name: Restart, reboot: true }
  - name: Between
    shell: |
      echo between $WORD
      # a line that looks like the program's own:
      # bennu program
  - { name: Restart again, reboot: true }
  - { name: After, shell: "echo after $WORD" }`;
const text = recipeText(steps, 'variables: { WORD: "kept" }\n');
const hook = "var/lib/cloud/scripts/per-boot/bennu-resume";

let sandbox: Sandbox;
beforeEach(async () => void (sandbox = await openSandbox()));
afterEach(() => sandbox.remove());

describe("a restart", () => {
  it("is ordered once, and what comes after it waits for the next boot", async () => {
    const ran = await sandbox.run(scriptOf(text));
    expect(ran.calls.filter((call) => call.startsWith("shutdown"))).toEqual([
      "shutdown -h +45",
      "shutdown -r now",
    ]);
    expect(linesOf(ran)).toContain("before kept");
    expect(linesOf(ran)).not.toContain("between kept");
    expect(reading(ran).end).toBeNull();
    expect(ran.exitCode).toBe(0);
  });

  it("goes on with the next step, its numbers, its variables and what is left of its time", async () => {
    await sandbox.run(scriptOf(text));
    await sandbox.nextBoot();
    const ran = await sandbox.nextBoot();
    const read = reading(ran);
    expect(read.missing).toBe(0);
    expect(read.log.map((line) => line.text)).toEqual([
      ...["── 1/8 Before", "before kept", "── 2/8 Restart", "restarting"],
      ...[expect.stringMatching(/^up again, kernel /), "── 3/8 Between", "between kept"],
      ...["── 4/8 Restart again", "restarting", expect.stringMatching(/^up again/)],
      ...["── 5/8 After", "after kept", "── 6/8 keep the recipe in the image"],
      ...["── 7/8 run the tests", "── 8/8 print the manifest"],
    ]);
    expect(read.end?.ok).toBe(true);
    expect(ran.calls[0]).toMatch(/^dmesg/);
    expect(ran.calls).toContain("shutdown -h +45");
  });

  it("leaves nothing of itself in the image", async () => {
    await sandbox.run(scriptOf(text));
    await sandbox.nextBoot();
    expect(existsSync(join(sandbox.root, hook))).toBe(true);
    await sandbox.nextBoot();
    expect(existsSync(join(sandbox.root, hook))).toBe(false);
    expect(existsSync(join(sandbox.root, "var/lib/bennu"))).toBe(false);
    expect(await readFile(join(sandbox.root, "etc/bennu/recipe.yaml"), "utf8")).toBe(text);
  });

  it("whose time is over by then ends with that", async () => {
    await sandbox.run(scriptOf(text));
    const state = join(sandbox.root, "var/lib/bennu/state");
    const lines = (await readFile(state, "utf8")).split("\n");
    await writeFile(state, lines.with(2, "1700000000").join("\n"));
    expect(reading(await sandbox.nextBoot()).end?.reason).toBe(
      "Restart: the time limit has passed",
    );
  });

  it("that no step asked for ends the bake, with the step that it happened in", async () => {
    const killed = `  - { name: Kernel, shell: "kill -9 $(cat $SANDBOX/program)" }`;
    const script = scriptOf(recipeText(killed)).replace(
      "bennu_step Kernel",
      () => 'echo $$ >"$SANDBOX/program"\nbennu_step Kernel',
    );
    const first = await sandbox.run(script);
    expect(reading(first).end?.reason).toBeUndefined();
    const ran = await sandbox.nextBoot();
    expect(reading(ran).end?.reason).toBe(
      "Kernel: the builder restarted in the middle of it. For a restart the recipe needs a reboot step",
    );
    expect(ran.calls.at(-1)).toBe("shutdown -h now");
  });
});
