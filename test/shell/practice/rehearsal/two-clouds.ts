/** Two practice clouds in virtual time: one stands for the real one, the other begins as its copy. */
import { makeCloud } from "../../../../electron/aws/make-cloud.ts";
import type { Cloud, Clock } from "../../../../electron/ports.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import type { InThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { createPracticeWorld } from "../../../../electron/practice/practice-world.ts";
import type { PracticeScenario } from "../../../../electron/practice/practice-world.ts";
import type { RehearsalSeed } from "../../../../electron/practice/world/seed/rehearsal/rehearsal-seed.ts";
import { readRehearsal } from "../../../../electron/rehearsal/read-rehearsal.ts";
import type { Rehearsal } from "../../../../electron/rehearsal/make-rehearsal.ts";
import type { Facts } from "../../../../shared/model/facts.ts";
import { connection, readAll } from "../../operations/practice-region.ts";

export interface CloudInTest {
  readonly practice: InThreadPractice;
  readonly cloud: Cloud;
}

export const realCloud = (scenario: Partial<PracticeScenario> = {}): CloudInTest =>
  cloudOn({ seed: 11, ...scenario });

export const copyOf = (rehearsal: RehearsalSeed): CloudInTest => cloudOn({ seed: 5, rehearsal });

function cloudOn(scenario: PracticeScenario): CloudInTest {
  const world = createPracticeWorld(scenario);
  const practice = createInThreadPractice({ ...scenario, world });
  const clock: Clock = {
    now: () => world.nowMs,
    sleep: async (ms, signal) => {
      if (!signal?.aborted) practice.advance(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    reading: () => ({ nowMs: world.nowMs, wallMs: world.nowMs, speed: 1 }),
  };
  const requestHandler = practice.requestHandler() as never;
  const cloud = makeCloud({
    connection,
    clock,
    random: { next: () => 0.5 },
    credentials: null,
    transport: { kind: "practice", requestHandler },
  });
  return { practice, cloud };
}

export async function rehearse({ cloud, practice }: CloudInTest): Promise<Rehearsal> {
  return readRehearsal({
    facts: await readAll(cloud),
    region: practice.world.region,
    nowMs: practice.world.nowMs,
    reader: cloud.reader,
  });
}

/** All facts, with what the inventory reads only later. */
export async function readWhole({ cloud }: CloudInTest): Promise<Facts> {
  const facts = await readAll(cloud);
  const groups = await cloud.reader.targetGroups(
    [...facts.targetGroups.values()].map(({ arn }) => arn),
  );
  return { ...facts, targetGroups: new Map(groups.map((group) => [group.arn, group])) };
}
