/** The machine lost power: the newest bytes of the journal are missing, or its newest page is half written. */
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fastFolder } from "../../build/fast-folder.ts";
import { bundledConsole } from "./anywhere/bundle.ts";
import { meddledAt, stageOf, type Stage } from "./anywhere/kill.ts";
import { scenes } from "./anywhere/scenes.ts";

const folder = mkdtempSync(join(fastFolder(), "bennu-torn-"));
let stage: Stage;
beforeAll(async () => {
  const scene = scenes.find(({ name }) => name === "parallel");
  if (!scene) throw new Error("There is no such scene");
  stage = await stageOf(scene, await bundledConsole(folder));
});
afterAll(() => {
  stage.remove();
  rmSync(folder, { recursive: true, force: true });
});

const log = (copy: string) => join(copy, "journal.sqlite-wal");

describe("a journal that was torn", () => {
  it.each<[string, (copy: string) => void]>([
    [
      "its newest bytes are missing",
      (copy) => truncateSync(log(copy), statSync(log(copy)).size - 3000),
    ],
    [
      "its newest page is half written",
      (copy) => {
        const bytes = readFileSync(log(copy));
        bytes.fill(0, bytes.length - 2048);
        writeFileSync(log(copy), bytes);
      },
    ],
  ])(
    "%s: the operation comes to the same end, and the audit says what is missing",
    async (_, tear) => {
      const point = stage.peace.points.indexOf("after CreateAutoScalingGroup") + 1;
      const { end, problems } = await meddledAt(stage, point, tear);
      expect(end["status"]).toBe("succeeded");
      expect(end["groups"]).toEqual(stage.peace.end["groups"]);
      const others = problems.filter((one) => !stage.peace.problems.includes(one));
      for (const problem of others) expect(problem).toMatch(/audit|written down/);
    },
  );
});
