import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Cloud } from "../../../../electron/ports.ts";
import type { CallName, CallOutcome } from "../../../../shared/model/call.ts";
import type { OperationId } from "../../../../shared/model/ids.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { aSimulatedConsole } from "../../../simulation/crashing-console.ts";
import { aFolder, consoleOn } from "../console.ts";
import { aPracticeRegion, plannersOn } from "../practice-region.ts";
import { cameTo, DONE, groupsOf, ownOf, versionsOf, why } from "./in-place-region.ts";

const FLEET = "ledger-db";
const common = { batch: 1, batchSoakMs: 0, soakMs: 0, gates: [], onFailure: "hold" } as const;
const ways = {
  "grow-shrink": { ...common, strategy: "grow-shrink" },
  "root-volume": { ...common, strategy: "root-volume", keepReplaced: false },
} as const;
type Way = keyof typeof ways;

const calls: Record<Way, readonly CallName[]> = {
  "grow-shrink": [
    "CreateLaunchTemplateVersion",
    "SuspendProcesses",
    "UpdateAutoScalingGroup",
    "TerminateInstanceInAutoScalingGroup",
    "ResumeProcesses",
  ],
  "root-volume": [
    "SuspendProcesses",
    "UpdateAutoScalingGroup",
    "EnterStandby",
    "CreateReplaceRootVolumeTask",
    "ExitStandby",
    "ResumeProcesses",
  ],
};

async function aScene(way: Way) {
  const region = aPracticeRegion();
  const { cloud } = region;
  const planners = plannersOn(cloud, region.facts);
  const plan = await planners.replaceBy(FLEET, await region.otherImage(FLEET), ways[way]);
  const [before] = await cloud.reader.groups([groupsOf(plan).to]);
  return { region, cloud, plan, before };
}

/** What holds at the end, whatever happened in between. */
async function expectWhole(way: Way, { cloud, plan, before }: Awaited<ReturnType<typeof aScene>>) {
  const [after] = await cloud.reader.groups([groupsOf(plan).to]);
  if (!before || !after) throw new Error("The group is gone");
  expect(ownOf(after)).toEqual(ownOf(before));
  const made = Number(after.template?.version);
  if (way === "grow-shrink") expect(versionsOf(after)).toEqual([made]);
  const servers = await cloud.reader.servers(after.members.map(({ serverId }) => serverId));
  const running = servers.filter(({ state }) => state === "running");
  expect(new Set(running.map(({ imageId }) => imageId)).size).toBe(1);
  const versions = await cloud.reader.templateVersions(after.template?.id ?? ("" as never));
  expect(versions.at(-1)?.version ?? 0).toBeLessThanOrEqual(made);
}

describe("a console that is killed", () => {
  it.each(["grow-shrink", "root-volume"] as const)(
    "before and after each kind of call of %s goes on from what the world is",
    async (way) => {
      const scene = await aScene(way);
      const { cloud, plan } = scene;
      const journalPath = join(aFolder(), "journal.sqlite");
      const ends = calls[way].flatMap((name) => [`after-intent:${name}`, `after-act:${name}`]);
      const killedAt: string[] = [];
      let id: OperationId | null = null;
      for (const end of [...ends, null]) {
        // Only a console that is dead would pause, and it never wakes.
        const sleep = () => new Promise<void>(() => undefined);
        const nextId = () => 1;
        const parts = { journalPath, cloud: cloud as Cloud, nextId, sleep };
        let die = () => {};
        const died = new Promise<void>((resolve) => (die = resolve));
        const onPoint = (point: string) => void (point === end && die());
        const console = aSimulatedConsole({ ...parts, end, onPoint });
        if (id === null) id = console.operations.start(plan, why);
        else console.operations.resumeAll();
        await Promise.race([died, console.operations.finished(id)]);
        const at = console.crashedAt();
        if (at === null) {
          expect(cameTo(console.operations.detail(id) ?? never())).toEqual(DONE);
          await console.close();
          break;
        }
        killedAt.push(at);
      }
      expect(killedAt.length).toBeGreaterThan(calls[way].length);
      await expectWhole(way, scene);
    },
  );
});

describe("replies that are lost", () => {
  it.each(["grow-shrink", "root-volume"] as const)(
    "in %s, carried out or not, double nothing and lose nothing",
    async (way) => {
      const scene = await aScene(way);
      let count = 0;
      const { actor } = scene.cloud;
      const perform: typeof actor.perform = async (call) => {
        count += 1;
        if (count % 3 === 0) return noAnswer;
        const outcome = await actor.perform(call);
        return count % 3 === 1 ? noAnswer : outcome;
      };
      const cloud: Cloud = { ...scene.cloud, actor: { perform } };
      const console = consoleOn(cloud, join(aFolder(), "journal.sqlite"));
      expect(cameTo(await console.carryOut(scene.plan satisfies Plan))).toEqual(DONE);
      await expectWhole(way, scene);
    },
  );
});

const noAnswer: CallOutcome = { kind: "unknown", message: "The connection was lost" };
function never(): never {
  throw new Error("There is no such operation");
}
