/** A bake that fails leaves its log and nothing else, in whichever stage it fails; and a slow one ends in an image. */
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openJournal } from "../../../../electron/journal/journal.ts";
import { createOperations } from "../../../../electron/operations/operations.ts";
import { steps } from "../../../../electron/operations/steps/registry.ts";
import type { Cloud } from "../../../../electron/ports.ts";
import type { CallOutcome } from "../../../../shared/model/call.ts";
import type { Call } from "../../../../shared/model/call.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { aFolder, consoleOn, until } from "../../operations/console.ts";
import { aPracticeRegion } from "../../operations/practice-region.ts";
import { spoil, type ToldRule } from "../../practice/faults/faulty-region.ts";
import { accepted, plannedBake, recipes } from "../baking.ts";
import { everything, leftBehind, nothing } from "../left-behind.ts";

vi.setConfig({ testTimeout: 120_000 });
const HOUR = 3600_000;
const FILE = "payments.yaml";

interface Failure {
  readonly rules?: readonly ToldRule[];
  readonly change?: (text: string) => string;
  /** AWS's answer to such a call, in the place of its effect. */
  readonly refuses?: (call: Call) => boolean;
  /** Before it is started. */
  readonly spoiled?: (cloud: Cloud, base: string) => Promise<unknown>;
  readonly outcome: RegExp;
  /** Log lines that are kept, at least. */
  readonly log: number;
}

const denied: CallOutcome = {
  kind: "failed",
  code: "UnauthorizedOperation",
  message: "You are not authorized to perform this operation.",
  requestId: null,
};
const refusing = (cloud: Cloud, refuses: (call: Call) => boolean): Cloud => ({
  ...cloud,
  actor: { perform: async (call) => (refuses(call) ? denied : cloud.actor.perform(call)) },
});
const startsA = (role: string) => (call: Call) =>
  call.call === "RunInstances" && call.tags[TAG.role] === role;

const failures = {
  "while it waits, since its base is disabled": {
    spoiled: (cloud, base) => cloud.actor.perform({ call: "DisableImage", imageId: base as never }),
    outcome: /base image hardened 92 is disabled.*Nothing was started/,
    log: 0,
  },
  "when its builder may not be started": {
    refuses: startsA("builder"),
    outcome: /UnauthorizedOperation/,
    log: 0,
  },
  "when there is no room for a builder": {
    rules: [{ at: "launch", resource: "c7i.large", effect: { kind: "no-capacity" } }],
    outcome: /No zone takes the server, 3 were asked.*InsufficientInstanceCapacity/,
    log: 0,
  },
  "while it provisions": {
    change: (text) =>
      text.replace("shop-payments, version: 4.2.0", "shop-payments, version: 9.9.9"),
    outcome: /Unable to find a match: shop-payments-9.9.9/,
    log: 3,
  },
  "in its tests on the builder": {
    change: (text) => text.replace("command: id payops", "command: id nobody-here"),
    outcome: /On the builder: 1 of 5 tests failed: payops can log in/,
    log: 5,
  },
  "when the image may not be made": {
    refuses: ({ call }) => call === "CreateImage",
    outcome: /UnauthorizedOperation/,
    log: 5,
  },
  "when the snapshot fails": {
    rules: [{ at: "work", effect: { kind: "snapshot-fails" } }],
    outcome: /could not make the image/,
    log: 5,
  },
  "when the fresh boot may not be started": {
    refuses: startsA("fresh-boot"),
    outcome: /UnauthorizedOperation/,
    log: 5,
  },
  "on the fresh boot": {
    change: (text) =>
      text
        .replace("services: [payments]", "services: [sshd]")
        .replace("      mkdir -p", "      systemctl start payments\n      mkdir -p"),
    outcome: /On a fresh boot of the image: \d of 5 tests failed/,
    log: 8,
  },
  "when the image may not be marked": {
    refuses: (call) => call.call === "CreateTags" && call.tags[TAG.verified] !== undefined,
    outcome: /UnauthorizedOperation/,
    log: 8,
  },
} as const satisfies Readonly<Record<string, Failure>>;

async function aFailingBake({
  rules = [],
  change = (text) => text,
  refuses = () => false,
  spoiled,
}: Failure) {
  const region = aPracticeRegion();
  const before = everything(region.world);
  const console = consoleOn(refusing(region.cloud, refuses), join(aFolder(), "journal.sqlite"));
  const text = change(await recipes.text(FILE));
  const plan = accepted(await plannedBake(region.cloud, { file: FILE, base: null, text }));
  if (rules.length > 0) spoil(region.world, ...rules);
  await spoiled?.(region.cloud, plan.bake?.base.imageId ?? "");
  const detail = await console.carryOut(plan);
  return { region, before, detail, plan };
}

describe("a bake that fails", () => {
  it.each(Object.entries(failures))("%s leaves nothing but its log", async (_, failure) => {
    const { region, before, detail } = await aFailingBake(failure);
    expect(detail.outcome).toMatch(failure.outcome);
    expect([detail.status, leftBehind(region.world, before)]).toEqual(["failed", nothing]);
    expect(detail.bake?.log.length).toBeGreaterThanOrEqual(failure.log);
    expect(detail.bake?.made?.filter(({ goneAtMs }) => goneAtMs === null)).toEqual([]);
  });

  it("lists what it made, each with when it went", async () => {
    const { detail } = await aFailingBake(failures["on the fresh boot"]);
    const kinds = detail.bake?.made?.map(({ kind }) => kind);
    expect(kinds).toEqual(["server", "volume", "image", "snapshot", "server", "volume"]);
    expect(detail.bake?.made?.every(({ madeAtMs, goneAtMs }) => (goneAtMs ?? 0) > madeAtMs)).toBe(
      true,
    );
  });
});

describe("a bucket that is gone", () => {
  it("costs the colleagues' copy of the manifest and nothing else, and is told", async () => {
    const region = aPracticeRegion();
    const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
    const intent = { bucket: "a-bucket-that-is-gone" };
    const plan = accepted(await plannedBake(region.cloud, { file: FILE, base: null, intent }));
    expect(plan.warnings).toEqual([
      "There is no bucket a-bucket-that-is-gone. The manifest will be kept in this journal alone.",
    ]);
    const detail = await console.carryOut(plan);
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    expect(
      console.operations
        .events(detail.id)
        .some(({ level, text }) => level === "warn" && text.includes("could not be kept")),
    ).toBe(true);
  });
});

describe("a snapshot that takes a day", () => {
  it("ends in an image, with the laptop closed most of the time, and is asked for once", async () => {
    const region = aPracticeRegion();
    const before = everything(region.world);
    const path = join(aFolder(), "journal.sqlite");
    const ports = { cloudOf: () => region.cloud, steps, who: "ada", holder: "ada@console" };
    const plan = accepted(await plannedBake(region.cloud, { file: FILE, base: null }));
    spoil(region.world, {
      at: "work",
      count: 1,
      effect: { kind: "snapshot-slow", takesMs: 24 * HOUR },
    });
    const journal = openJournal(path);
    const first = createOperations({
      ...ports,
      journal,
      random: { next: () => 0.5, id: () => "op-first" },
    });
    const id = first.start(plan, { reason: "a test", changeNumber: null });
    await until(first, () => first.detail(id)?.bake?.imageId !== null);
    await first.close();
    journal.close();
    await region.cloud.clock.sleep(23 * HOUR);
    const second = consoleOn(region.cloud, path);
    second.operations.resumeAll();
    const detail = await second.ended(id);
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    expect((detail.endedAtMs ?? 0) - detail.startedAtMs).toBeGreaterThan(24 * HOUR);
    const left = leftBehind(region.world, before);
    expect([left.servers, left.images]).toEqual([[], [detail.bake?.imageId]]);
    const calls = second.journal.evidence.intents(id).map(({ call }) => call.call);
    expect(calls.filter((call) => call === "CreateImage")).toHaveLength(1);
  });
});
