/**
 * A fixed sample of the points at which a console may be killed; `npm run test:crash` takes all of them. Real
 * processes, a real journal, SIGKILL; then another console goes on, and it comes to the same end as in peace.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fastFolder } from "../../build/fast-folder.ts";
import { bundledConsole } from "./anywhere/bundle.ts";
import { killedAt, stageOf, type Stage } from "./anywhere/kill.ts";
import { scenes } from "./anywhere/scenes.ts";

const folder = mkdtempSync(join(fastFolder(), "bennu-crashes-"));
let consoleFile = "";
beforeAll(async () => {
  consoleFile = await bundledConsole(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first point of that name, from 1. */
const first = ({ peace }: Stage, name: string) => peace.points.indexOf(name) + 1;
/** So far through the operation. */
const part = ({ peace }: Stage, share: number) => Math.ceil(peace.points.length * share);

const samples: Readonly<Record<string, (stage: Stage) => readonly (readonly number[])[]>> = {
  parallel: (stage) => [
    [first(stage, "after CreateLaunchTemplateVersion")],
    [first(stage, "after CreateAutoScalingGroup")],
    [first(stage, "after UpdateAutoScalingGroup")],
    [first(stage, "after DetachTrafficSources")],
    [part(stage, 0.3), 40, 40, 40],
  ],
  "grow-shrink": (stage) => [[part(stage, 0.45)], [part(stage, 0.6), 60]],
  refresh: (stage) => [[first(stage, "after StartInstanceRefresh")], [part(stage, 0.7)]],
  "root-volume": (stage) => [
    [first(stage, "after CreateReplaceRootVolumeTask")],
    [part(stage, 0.6)],
  ],
  "rollback-warm": (stage) => [[first(stage, "after ResumeProcesses")], [part(stage, 0.7)]],
  "rollback-cold": (stage) => [[first(stage, "after CreateAutoScalingGroup")]],
  retire: (stage) => [[first(stage, "after DeleteAutoScalingGroup")]],
  bake: (stage) => [[first(stage, "after RunInstances")], [first(stage, "after CreateImage")]],
  "large-bake": (stage) => [
    [first(stage, "after PutObject")],
    [first(stage, "after DeleteObject")],
  ],
  copy: (stage) => [
    [first(stage, "after CopyImage")],
    [first(stage, "after ModifySnapshotAttribute")],
  ],
  sweep: (stage) => [[first(stage, "after TerminateInstances")]],
  campaign: (stage) => [
    [first(stage, "after CreateImage")],
    [first(stage, "after DetachTrafficSources"), 300],
  ],
  retention: (stage) => [[first(stage, "after DeregisterImage")]],
};

describe("a console that is killed", () => {
  it.each(scenes.map((scene) => [scene.name, scene] as const))(
    "in a %s comes to the same end, with nothing lost and nothing twice",
    async (name, scene) => {
      const stage = await stageOf(scene, consoleFile);
      try {
        expect(stage.peace.end["status"]).toBe("succeeded");
        const points = samples[name]?.(stage) ?? [];
        expect(points.length).toBeGreaterThan(0);
        expect(points.flat()).not.toContain(0);
        const outcomes = await Promise.all(
          points.map(async (at) => [at, await killedAt(stage, ...at)] as const),
        );
        expect(outcomes).toEqual(points.map((at) => [at, []]));
      } finally {
        stage.remove();
      }
    },
  );
});
