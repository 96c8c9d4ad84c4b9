/** Each lesson can be reached, can be missed where something must never happen, and is judged by facts alone. */
import { UpdateAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import { TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { lessonSummaries } from "../../../../electron/practice/lessons/catalogue.ts";
import {
  noteReturn,
  settleLesson,
  showHint,
} from "../../../../electron/practice/lessons/lesson-life.ts";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import {
  contentsOf,
  keepContents,
} from "../../../../electron/practice/world/ec2/volumes/contents.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import {
  endGroup,
  lessonRegion,
  MINUTE_MS,
  newLesson,
  operation,
  pointStates,
  raiseBeside,
} from "./lesson-region.ts";

const OLD = "checkout-web-v040";
const NEW = "checkout-web-v041";

describe("any lesson", () => {
  it.each(lessonSummaries())("$id is undecided at its beginning", ({ id }) => {
    const region = lessonRegion(newLesson(id));
    region.advance(MINUTE_MS);
    expect(region.verdict()).toBe("going-on");
    expect(pointStates(region.view())["floor"]).toBe("seen");
    expect(region.facts().record.fleets.every(({ size }) => size > 0)).toBe(true);
  });

  it("shows its hints one by one", () => {
    const world = newLesson("calm-release");
    const region = lessonRegion(world);
    const { left } = showHint(world);
    expect(region.view()).toMatchObject({ hints: [expect.any(String)], hintsLeft: left });
    for (let more = 0; more < left; more++) showHint(world);
    expect(() => showHint(world)).toThrow("no more hints");
  });

  it("keeps its first verdict, and its watch ends with it", () => {
    const world = newLesson("calm-release");
    const region = lessonRegion(world);
    const settled = { verdict: "missed", text: "", atMs: world.nowMs, points: [] } as const;
    settleLesson(world, settled);
    settleLesson(world, { ...settled, verdict: "reached" });
    region.advance(MINUTE_MS);
    expect(region.view().verdict).toBe("missed");
    expect(world.toJSON().timers.timers.some(({ kind }) => kind === "lessons.look")).toBe(false);
  });

  it("notes only what has changed", () => {
    const region = lessonRegion(newLesson("calm-release"));
    region.advance(30 * MINUTE_MS);
    expect(region.facts().record.sights).toHaveLength(1);
  });
});

describe("a calm release", () => {
  it("is reached when the new image serves alone, and an operation did it", async () => {
    const region = lessonRegion(newLesson("calm-release"));
    await raiseBeside(region, OLD, NEW, region.known("image")[0] ?? "");
    region.advance(15 * MINUTE_MS);
    expect(pointStates(region.view())).toMatchObject({ "new-image": "open", earlier: "open" });
    await endGroup(region, OLD);
    region.advance(15 * MINUTE_MS);
    expect(region.verdict()).toBe("going-on");
    expect(region.verdict([operation(region.world)])).toBe("reached");
  });

  it("is missed when fewer served than the floor, whatever comes after", async () => {
    const region = lessonRegion(newLesson("calm-release"));
    await endGroup(region, OLD);
    region.advance(5 * MINUTE_MS);
    expect(region.verdict()).toBe("missed");
    const floor = region.view().points.find(({ id }) => id === "floor");
    expect(floor?.state).toBe("broken");
    expect(floor?.evidence).toContain("the floor is 18");
  });

  it("does not count operations of before, or of other fleets", async () => {
    const region = lessonRegion(newLesson("calm-release"));
    const before = operation(region.world, { startedAtMs: 0 });
    const other = operation(region.world, { fleet: "payments" });
    expect(pointStates(region.view([before, other]))["replace"]).toBe("open");
  });
});

describe("an image that never gets healthy", () => {
  it("is reached when it was tried and nothing of it is left", async () => {
    const region = lessonRegion(newLesson("ill-image"));
    await raiseBeside(region, OLD, NEW, region.known("image")[0] ?? "");
    region.advance(10 * MINUTE_MS);
    expect(pointStates(region.view())).toMatchObject({ tried: "seen", "none-left": "open" });
    await endGroup(region, NEW);
    region.advance(10 * MINUTE_MS);
    const stopped = operation(region.world, { status: "stopped" });
    expect(region.verdict([{ ...stopped, endedAtMs: null }])).toBe("going-on");
    expect(region.verdict([stopped])).toBe("reached");
  });

  it("never serves", async () => {
    const region = lessonRegion(newLesson("ill-image"));
    await raiseBeside(region, OLD, NEW, region.known("image")[0] ?? "");
    region.advance(30 * MINUTE_MS);
    const served = region
      .facts()
      .record.sights.flatMap(({ groups }) =>
        groups.filter(({ name }) => name === NEW).map(({ serving }) => serving),
      );
    expect(Math.max(...served)).toBe(0);
  });
});

describe("no capacity in one zone", () => {
  it("is reached when launches were refused and the release is done all the same", async () => {
    const region = lessonRegion(newLesson("zone-without-capacity"));
    await raiseBeside(region, OLD, NEW, region.known("image")[0] ?? "");
    region.advance(5 * MINUTE_MS);
    expect(pointStates(region.view())["refused"]).toBe("seen");
    region.advance(120 * MINUTE_MS);
    await endGroup(region, OLD);
    region.advance(15 * MINUTE_MS);
    expect(region.verdict([operation(region.world)])).toBe("reached");
  });
});

describe("a snowflake hunt", () => {
  it("is reached when the servers that differ are gone and the fleets are full", async () => {
    const region = lessonRegion(newLesson("snowflake-hunt"));
    expect(region.known("snowflakes")).toHaveLength(3);
    await region.ec2.send(
      new TerminateInstancesCommand({ InstanceIds: [...region.known("snowflakes")] }),
    );
    region.advance(MINUTE_MS);
    expect(pointStates(region.view())).toMatchObject({ found: "seen", full: "open" });
    region.advance(30 * MINUTE_MS);
    expect(region.verdict()).toBe("reached");
  });

  it("is missed by who ends a whole fleet", async () => {
    const region = lessonRegion(newLesson("snowflake-hunt"));
    await endGroup(region, "session-cache-v019");
    region.advance(10 * MINUTE_MS);
    expect(region.verdict()).toBe("missed");
  });
});

describe("a base image with a hole", () => {
  it("is reached when an image without it was made and serves alone", async () => {
    const region = lessonRegion(newLesson("base-with-a-hole"));
    const { world } = region;
    expect(pointStates(region.view())).toMatchObject({ baked: "open", mended: "open" });
    const images = [...world.state.images.values()];
    const before = images.find(({ tags }) => tags["Name"] === "payments 4.1.0");
    if (!before) throw new Error("no image");
    const contents = contentsOf(world, before.contentsId ?? null);
    const packages = contents.packages.map((each) =>
      each.name === "openssl" ? { ...each, version: "3.2.6-1.amzn2023.0.1" } : each,
    );
    const contentsId = keepContents(world, { ...contents, packages });
    const mended = { ...before, id: "ami-0123456789abcdef0", name: "payments-4.2.0", contentsId };
    world.state.images.set(mended.id, mended);
    await raiseBeside(region, "payments-v203", "payments-v204", mended.id);
    region.advance(15 * MINUTE_MS);
    expect(pointStates(region.view())).toMatchObject({ baked: "seen", mended: "open" });
    await endGroup(region, "payments-v203");
    region.advance(15 * MINUTE_MS);
    expect(region.verdict([operation(world, { fleet: "payments" })])).toBe("reached");
  });
});

describe("a laptop that dies", () => {
  it("is reached when an operation went on over a return, and nothing was doubled", async () => {
    const first = lessonRegion(newLesson("laptop-dies"));
    await raiseBeside(first, OLD, NEW, first.known("image")[0] ?? "");
    first.advance(2 * MINUTE_MS);
    const json = JSON.parse(JSON.stringify(first.world.toJSON())) as WorldJson;
    const world = restorePracticeWorld(json);
    noteReturn(world);
    const region = lessonRegion(world);
    const done = operation(world, { endedAtMs: null, status: "running" });
    expect(pointStates(region.view([done]))["interrupted"]).toBe("seen");
    region.advance(15 * MINUTE_MS);
    await endGroup(region, OLD);
    region.advance(15 * MINUTE_MS);
    expect(region.verdict([operation(world)])).toBe("reached");
  });

  it("is not reached without a return in the middle", async () => {
    const region = lessonRegion(newLesson("laptop-dies"));
    const ended = operation(region.world);
    region.advance(MINUTE_MS);
    noteReturn(region.world);
    expect(pointStates(region.view([ended]))["interrupted"]).toBe("open");
  });

  it("is missed if servers were launched twice", async () => {
    const region = lessonRegion(newLesson("laptop-dies"));
    const image = region.known("image")[0] ?? "";
    await raiseBeside(region, OLD, NEW, image);
    await raiseBeside(region, OLD, "checkout-web-v042", image);
    region.advance(10 * MINUTE_MS);
    expect(region.verdict()).toBe("missed");
    expect(pointStates(region.view())["not-doubled"]).toBe("broken");
  });

  it("a group that only grows has not doubled anything yet", async () => {
    const region = lessonRegion(newLesson("laptop-dies"));
    await region.groups.send(
      new UpdateAutoScalingGroupCommand({
        AutoScalingGroupName: OLD,
        MaxSize: 60,
        DesiredCapacity: 22,
      }),
    );
    region.advance(10 * MINUTE_MS);
    expect(pointStates(region.view())["not-doubled"]).toBe("seen");
  });
});
