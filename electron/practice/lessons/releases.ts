/** Lessons in which something is released: calmly, with an ill image, without capacity, with a laptop that dies. */
import { countWords } from "../../../shared/words/counts.ts";
import { faultBookOf } from "../faults/region-faults.ts";
import { setFault } from "../faults/set-fault.ts";
import type { World } from "../world/kernel/world.ts";
import type { LessonPoint } from "../../../shared/model/practice/practice-lesson.ts";
import type { Lesson, Seen } from "./lesson.ts";
import {
  allOnNewImage,
  earlierGoneOrWarm,
  holding,
  neverBelowFloor,
  operationDone,
} from "./points.ts";
import { servingIn } from "./sight.ts";

const FLEET = "checkout-web";
const NEW_VERSION = "checkout-web 7.2.5";

function newImage(world: World): string {
  for (const { id, tags } of world.state.images.values())
    if (tags["Name"] === NEW_VERSION) return id;
  throw new Error(`The shop has no image ${NEW_VERSION}`);
}

export const calmRelease: Lesson = {
  id: "calm-release",
  title: "A calm release",
  story:
    "checkout-web serves the shop's customers with 20 servers. Version 7.2.5 has been baked and tested; nobody has released it yet.",
  goal: "Bring every server of checkout-web onto the new image, without customers noticing.",
  hints: [
    "Open the fleet checkout-web and look at what serves now, and at which images are newer.",
    "Choose the image checkout-web 7.2.5 and plan a replacement. The plan shows every call before anything happens.",
    "Give it a canary and a short soak: the first servers prove the image before the others follow.",
  ],
  minutes: 8,
  speed: 30,
  fleets: [FLEET],
  prepare: (world) => ({ image: [newImage(world)] }),
  judge: (seen) => [
    operationDone(seen, "replace", "A replacement of the fleet was carried out to its end"),
    allOnNewImage(seen.record),
    earlierGoneOrWarm(seen.record),
    neverBelowFloor(seen.record),
  ],
  reached:
    "The release is done. Every server runs the new image, and there were always enough of them.",
  missed: "For a while fewer servers served than the floor allows: customers noticed.",
};

export const illImage: Lesson = {
  id: "ill-image",
  title: "An image that never gets healthy",
  story:
    "checkout-web 7.2.5 passed every test when it was baked. Now it is to be released, and this time it has a fault that only real traffic shows.",
  goal: "Try the release, notice that the image is ill, and leave the fleet as it was: full, healthy, with nothing of the ill image left.",
  hints: [
    "Begin the release as if nothing were wrong, with a canary: one ill server is better than twenty.",
    "Watch the operation: it says for how long the new servers have been waiting for health, and why they are not counted.",
    "Roll back, or stop it and retire the new generation. Then look whether servers of the ill image are left.",
  ],
  minutes: 10,
  speed: 30,
  fleets: [FLEET],
  prepare(world) {
    const image = newImage(world);
    setRule(world, "An ill image", { at: "boot", resource: image, effect: "never-healthy" });
    return { image: [image] };
  },
  judge: (seen) => [
    tried(seen),
    noneLeft(seen),
    full(seen),
    atRest(seen),
    neverBelowFloor(seen.record),
  ],
  reached:
    "The image was found out before it did harm, and nothing of it is left. That is what a canary is for.",
  missed: "For a while fewer servers served than the floor allows.",
};

export const zoneWithoutCapacity: Lesson = {
  id: "zone-without-capacity",
  title: "No capacity in one zone",
  story:
    "checkout-web 7.2.5 is to be released today. AWS has run out of room for new servers in one of the region's zones, and nobody knows until when.",
  goal: "Release it all the same: every server on the new image, never below the floor.",
  hints: [
    "Look at what the operation waits for, and at the activities of the new group: AWS says why a launch failed.",
    "A group tries again by itself. Nothing is lost while it waits: the earlier generation serves on.",
    "You may wait: time passes faster here. Capacity comes back, or the servers find room in the other zones.",
  ],
  minutes: 10,
  speed: 60,
  fleets: [FLEET],
  prepare(world) {
    setFault(world, {
      title: "One zone has no capacity",
      rules: [
        {
          at: "launch",
          resource: `${world.region}b`,
          effect: { kind: "no-capacity" },
          probability: 1,
          count: null,
          after: 0,
          for: 40 * 60_000,
        },
      ],
    });
    return { image: [newImage(world)], zone: [`${world.region}b`] };
  },
  measure: (world) => ({
    refused: faultBookOf(world).faults.flatMap(({ struck }) => struck)[0] ?? 0,
  }),
  judge: (seen) => [
    holding(
      seen.record,
      { id: "refused", title: "AWS refused a launch for want of capacity" },
      ({ marks }) => (marks["refused"] ?? 0) > 0,
      ({ marks }) => `${String(marks["refused"] ?? 0)} launches were refused`,
    ),
    allOnNewImage(seen.record),
    earlierGoneOrWarm(seen.record),
    neverBelowFloor(seen.record),
  ],
  reached: "The release is done although a zone was full. Waiting cost nothing but time.",
  missed: "For a while fewer servers served than the floor allows.",
};

export const laptopDies: Lesson = {
  id: "laptop-dies",
  title: "A laptop that dies in the middle",
  story:
    "You release checkout-web 7.2.5. In the middle of it your laptop dies: battery, power cut, a lid that was closed. The servers know nothing of that.",
  goal: "Begin the release, end Bennu in the middle of it as hard as you like, start it again, and see it through with nothing done twice.",
  hints: [
    "Begin the replacement, and wait until the first new servers are launched.",
    "Close the window, quit, or end the process. Then start Bennu again.",
    "You need not tell it anything: the operation is in the journal, and goes on from what the fleet is now.",
  ],
  minutes: 10,
  speed: 20,
  fleets: [FLEET],
  prepare: (world) => ({ image: [newImage(world)] }),
  judge: (seen) => [
    interrupted(seen),
    operationDone(seen, "replace", "The same operation went on and succeeded"),
    allOnNewImage(seen.record),
    nothingDoubled(seen),
    neverBelowFloor(seen.record),
  ],
  reached:
    "The operation went on by itself, and nothing was done twice. The journal remembers, and the fleet says what is true.",
  missed: "Something was done twice, or too few servers served.",
};

interface BootRuleOrder {
  readonly at: "boot";
  readonly resource: string;
  readonly effect: "never-healthy";
}

function setRule(world: World, title: string, { resource, effect }: BootRuleOrder): void {
  const always = { probability: 1, count: null, after: 0, for: null };
  const rule = { at: "boot", resource, newImages: false, effect: { kind: effect } } as const;
  setFault(world, { title, rules: [{ ...rule, ...always }] });
}

const isIll = ({ record }: Seen, imageId: string) =>
  record.known["image"]?.includes(imageId) ?? false;

function tried(seen: Seen): LessonPoint {
  const launched = seen.record.launches.filter(({ imageId }) => isIll(seen, imageId));
  return {
    id: "tried",
    title: "The release was tried",
    state: launched.length > 0 ? "seen" : "open",
    atMs: launched[0]?.atMs ?? null,
    evidence: `${String(launched.length)} servers were launched from the image`,
  };
}

function noneLeft(seen: Seen): LessonPoint {
  const left = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).reduce((sum, [id, count]) => sum + (isIll(seen, id) ? count : 0), 0);
  const point = holding(
    seen.record,
    { id: "none-left", title: "Nothing of the ill image is left" },
    ({ groups }) => groups.every(({ membersByImage }) => left(membersByImage) === 0),
    ({ groups }) =>
      `${String(groups.reduce((sum, group) => sum + left(group.membersByImage), 0))} servers of it are there`,
  );
  return tried(seen).state === "seen" ? point : { ...point, state: "open", atMs: null };
}

function full({ record }: Seen): LessonPoint {
  return holding(
    record,
    { id: "full", title: "The fleet is full again" },
    ({ groups }) => record.fleets.every(({ name, size }) => servingIn(groups, name) >= size),
    ({ groups }) =>
      record.fleets
        .map(({ name, size }) => `${name}: ${String(servingIn(groups, name))} of ${String(size)}`)
        .join("; "),
  );
}

function atRest({ operations }: Seen): LessonPoint {
  const open = operations.filter(({ endedAtMs }) => endedAtMs === null);
  const last = operations.findLast(({ endedAtMs }) => endedAtMs !== null);
  const ended = operations.length > 0 && open.length === 0;
  return {
    id: "at-rest",
    title: "No operation is left under way",
    state: ended ? "seen" : "open",
    atMs: ended ? (last?.endedAtMs ?? null) : null,
    evidence: `${String(open.length)} of ${String(operations.length)} operations are under way`,
  };
}

function interrupted({ operations, record }: Seen): LessonPoint {
  const at = record.returns.find((returnedMs) =>
    operations.some(
      ({ kind, startedAtMs, endedAtMs }) =>
        kind === "replace" &&
        startedAtMs <= returnedMs &&
        (endedAtMs === null || endedAtMs > returnedMs),
    ),
  );
  return {
    id: "interrupted",
    title: "Bennu ended in the middle of the operation, and was started again",
    state: at === undefined ? "open" : "seen",
    atMs: at ?? null,
    evidence: `Bennu was started again ${String(record.returns.length)} times since the lesson began`,
  };
}

/** One new group, and no more servers than the fleet has. */
function nothingDoubled({ record }: Seen): LessonPoint {
  const size = record.fleets[0]?.size ?? 0;
  const groups = new Set(record.launches.map(({ groupName }) => groupName));
  const fresh = [...groups].filter((name) => !record.groupsBefore.includes(name));
  const isDoubled = fresh.length > 1 || record.launches.length > size;
  return {
    id: "not-doubled",
    title: "Nothing was done twice",
    state: isDoubled ? "broken" : "seen",
    atMs: isDoubled ? (record.launches.at(-1)?.atMs ?? null) : null,
    evidence: `${String(record.launches.length)} servers launched for a fleet of ${String(size)}, in ${countWords(fresh.length, "new group")}`,
  };
}
