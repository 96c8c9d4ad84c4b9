/**
 * A console of its own process, on a practice world that is kept in a file: starts a replacement or goes on with
 * one, and ends itself with SIGKILL at a named point. Prints one line of JSON when the operation has ended.
 * `node runner.ts FOLDER [POINT [OCCURRENCE]]`
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openJournal } from "../../electron/journal/journal.ts";
import { createOperations, type Operations } from "../../electron/operations/operations.ts";
import { steps } from "../../electron/operations/steps/registry.ts";
import type { Cloud } from "../../electron/ports.ts";
import type { WorldJson } from "../../electron/practice/world/kernel/world.ts";
import { servingMembers } from "../../shared/guard/serving.ts";
import type { OperationId } from "../../shared/model/ids.ts";
import { readFleet } from "../../electron/operations/fleet-reading.ts";
import {
  aPracticeRegion,
  type PracticeRegionForTests,
} from "../shell/operations/practice-region.ts";

const [folder = "", point = "", occurrence = "1"] = process.argv.slice(2);
const worldFile = join(folder, "world.json");
const FLEET = "checkout-web";

const saved = existsSync(worldFile)
  ? (JSON.parse(readFileSync(worldFile, "utf8")) as WorldJson)
  : null;
const region = aPracticeRegion(saved);
const journal = openJournal(join(folder, "journal.sqlite"));
let passed = 0;
const operations = createOperations({
  journal,
  cloudOf: () => savingCloud(region),
  steps,
  random: { next: () => 0.5, id: (prefix) => `${prefix}-${String(process.pid)}` },
  who: "ada",
  holder: `ada@${String(process.pid)}`,
  onFault: (_id, error) => console.error(error.message),
  crashPoint: dieAt,
});
await carryOn(operations);

function dieAt(name: string): void {
  if (name !== point) return;
  passed += 1;
  if (passed === Number(occurrence)) process.kill(process.pid, "SIGKILL");
}

/** The world is AWS: what a call changed is there whether or not this process lives to hear of it. */
function savingCloud({ cloud }: PracticeRegionForTests): Cloud {
  return {
    ...cloud,
    actor: {
      perform: async (call) => {
        const outcome = await cloud.actor.perform(call);
        saveWorld();
        return outcome;
      },
    },
  };
}

function saveWorld(): void {
  writeFileSync(`${worldFile}.new`, JSON.stringify(region.world));
  renameSync(`${worldFile}.new`, worldFile);
}

async function carryOn(all: Operations): Promise<void> {
  const open = all.resumeAll();
  const id = open[0] ?? (await begin(all));
  await all.finished(id);
  await report(all, id);
  await all.close();
  journal.close();
}

async function begin(all: Operations): Promise<OperationId> {
  const plan = await region.replace(FLEET, await region.otherImage(FLEET));
  saveWorld();
  return all.start(plan, { reason: "a crash test", changeNumber: null });
}

async function report(all: Operations, id: OperationId): Promise<void> {
  const detail = all.detail(id);
  if (!detail?.plan.groups) throw new Error("The operation is gone");
  const { from, to } = detail.plan.groups;
  const reading = await readFleet(detail.plan, region.cloud);
  const facts = await region.facts();
  const own = [...facts.groups.values()].filter((group) => group.name.startsWith(FLEET));
  const templateId = own[0]?.template?.id;
  const versions = [...facts.templateVersions.values()].filter(
    (version) => version.templateId === templateId,
  );
  const result = {
    status: detail.status,
    outcome: detail.outcome,
    serving: { from: servingMembers(reading, from).length, to: servingMembers(reading, to).length },
    groups: own.map(({ name, minSize, maxSize, desiredCapacity, members }) => ({
      name,
      minSize,
      maxSize,
      desiredCapacity,
      members: members.length,
    })),
    tags: own.map((group) =>
      group.tags
        .map((tag) => tag.key)
        .filter((key) => key.startsWith("bennu:"))
        .sort(),
    ),
    suspended: own.map((group) => group.suspended.map((one) => one.process).sort()),
    versionsOfTheNewGroup: versions.filter((version) => version.description === to).length,
    serversOfTheNewGroup: [...facts.servers.values()].filter(
      (server) => server.groupName === to && server.state === "running",
    ).length,
    pendingOriginals: journal.evidence.originals(id).filter((one) => one.state === "pending")
      .length,
    audit: journal.verify().ok,
    least: Math.min(...detail.samples.map((sample) => sample.from + sample.to)),
  };
  console.log(JSON.stringify(result));
}
