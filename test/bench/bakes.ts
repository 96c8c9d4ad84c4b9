/**
 * A bake's own share, in virtual time: what it takes over what the cloud takes to boot the builder, to provision and
 * test, to make the snapshot, and to boot and test the image. The moments are the world's own.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJournal } from "../../electron/journal/journal.ts";
import { createOperations } from "../../electron/operations/operations.ts";
import { steps } from "../../electron/operations/steps/registry.ts";
import type { World } from "../../electron/practice/world/kernel/world.ts";
import { TAG } from "../../shared/model/tags.ts";
import { accepted, plannedBake } from "../shell/bake/planned.ts";
import { aPracticeRegion } from "../shell/operations/practice-region.ts";
import type { Figure } from "./figures.ts";

const FILES = ["payments.yaml", "checkout-web.yaml", "hardened.yaml"];

export async function bakeFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const file of FILES) figures.push(...(await bakeFigure(file)));
  return figures;
}

async function bakeFigure(file: string): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "bennu-bench-"));
  const journal = openJournal(join(folder, "journal.sqlite"));
  const { cloud, world } = aPracticeRegion();
  const moments = watchMoments(world);
  const ports = { journal, cloudOf: () => cloud, steps, who: "bench", holder: "bench@console" };
  const operations = createOperations({
    ...ports,
    random: { next: () => 0.5, id: (prefix) => `${prefix}-1` },
  });
  try {
    const plan = accepted(await plannedBake(cloud, { file, base: null }));
    const id = operations.start(plan, { reason: "bench", changeNumber: null });
    await operations.finished(id);
    const detail = operations.detail(id);
    const verified = detail?.steps.find(({ stepId }) => stepId === "7-mark-verified")?.endedAtMs;
    if (detail?.status !== "succeeded" || verified === null || verified === undefined)
      throw new Error(`${file}: ${detail?.outcome ?? "it is gone"}`);
    const asked = (name: string) =>
      journal.evidence
        .intents(id)
        .filter(({ call }) => call.call === name)
        .map(({ atMs }) => atMs);
    const cloudsMs = moments.cloudsShareMs(asked("RunInstances"), asked("CreateImage")[0] ?? 0);
    const tookMs = verified - detail.startedAtMs;
    const ownMs = tookMs - cloudsMs;
    return [
      {
        name: `bake ${file}: to a verified image`,
        unit: "s",
        value: tookMs / 1000,
        peer: { name: "boot, provisioning, tests, snapshot", value: cloudsMs / 1000 },
        ratio: tookMs / cloudsMs,
        note: `own share ${(ownMs / 1000).toFixed(1)} s`,
      },
      { name: `bake ${file}: calls`, unit: "calls", value: journal.evidence.intents(id).length },
    ];
  } finally {
    await operations.close();
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** When each server of a bake was done, and when its image was there. */
function watchMoments(world: World) {
  const doneAtMs = new Map<string, number>();
  const thereAtMs = new Map<string, number>();
  const note = () => {
    for (const { id, state, tags } of world.state.instances.values())
      if (isDone(tags[TAG.role], state) && !doneAtMs.has(id)) doneAtMs.set(id, world.nowMs);
    for (const { id, state, tags } of world.state.images.values())
      if (tags[TAG.operation] !== undefined && state === "available" && !thereAtMs.has(id))
        thereAtMs.set(id, world.nowMs);
  };
  const advance = world.advanceTo.bind(world);
  world.advanceTo = (ms) => {
    for (let due = world.nextTimerAtMs(); due !== null && due <= ms; due = world.nextTimerAtMs()) {
      advance(due);
      note();
    }
    advance(ms);
    note();
  };
  return {
    cloudsShareMs(startedAtMs: readonly number[], imageAtMs: number): number {
      const ends = [...doneAtMs.values()].toSorted((a, b) => a - b);
      const boots = startedAtMs.map((atMs, at) => (ends[at] ?? atMs) - atMs);
      const [there = imageAtMs] = thereAtMs.values();
      return boots.reduce((sum, ms) => sum + ms, 0) + there - imageAtMs;
    },
  };
}

/** An image is made of a builder that is off; a test boot has said all it will when it begins to shut down. */
function isDone(role: string | undefined, state: string): boolean {
  if (role === undefined || state === "pending" || state === "running") return false;
  return role === "fresh-boot" || state !== "stopping";
}
