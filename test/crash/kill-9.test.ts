import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";

const runner = fileURLToPath(new URL("runner.ts", import.meta.url));

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A real process, with its own journal lock, that may end itself with SIGKILL at the point. */
async function run(folder: string, ...point: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [runner, folder, ...point], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  return new Promise((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, output, errors }));
  });
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bennu-crash-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function endOf(folder: string): Promise<unknown> {
  const { output, errors, code } = await run(folder);
  expect({ code, errors: errors.replace(/.*ExperimentalWarning.*\n.*\n/, "") }).toEqual({
    code: 0,
    errors: "",
  });
  return JSON.parse(output);
}

const old = { minSize: 16, maxSize: 30, desiredCapacity: 20, members: 20 };
const wellEnded = {
  status: "succeeded",
  outcome: "Everything in the plan is done.",
  serving: { from: 0, to: 20 },
  groups: [
    { ...old, name: "checkout-web-v040" },
    { ...old, name: "checkout-web-v041" },
  ],
  tags: [
    ["bennu:served-from", "bennu:served-until", "bennu:warm-until"],
    ["bennu:operation", "bennu:served-from"],
  ],
  versionsOfTheNewGroup: 1,
  serversOfTheNewGroup: 20,
  pendingOriginals: 0,
  audit: true,
  least: 20,
};

describe("kill -9 in the middle of a replacement, then a new start", () => {
  it("comes to the end without a crash", async () => {
    expect(await endOf(aFolder())).toMatchObject(wellEnded);
  });

  it.each<[string, string]>([
    ["after-intent:CreateOrUpdateTags", "1"],
    ["after-act:CreateLaunchTemplateVersion", "1"],
    ["after-intent:CreateAutoScalingGroup", "1"],
    ["after-act:CreateAutoScalingGroup", "1"],
    ["after-result:UpdateAutoScalingGroup", "1"],
    ["after-act:UpdateAutoScalingGroup", "2"],
    ["step-begun:settle", "1"],
    ["after-act:SuspendProcesses", "1"],
    ["after-act:DetachTrafficSources", "1"],
    ["after-intent:DeleteTags", "1"],
  ])("at %s (time %s): the same end, nothing doubled, nothing lost", async (point, occurrence) => {
    const folder = aFolder();
    const killed = await run(folder, point, occurrence);
    expect(killed).toMatchObject({ signal: "SIGKILL", output: "" });
    expect(await endOf(folder)).toMatchObject(wellEnded);
  });

  it("also when it is killed again and again", async () => {
    const folder = aFolder();
    for (const point of [
      "after-act:CreateAutoScalingGroup",
      "after-act:UpdateAutoScalingGroup",
      "after-intent:DetachTrafficSources",
    ]) {
      expect(await run(folder, point)).toMatchObject({ signal: "SIGKILL" });
    }
    expect(await endOf(folder)).toMatchObject(wellEnded);
  });
});
