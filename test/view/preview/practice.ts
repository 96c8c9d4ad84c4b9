/** Practice regions for looking at their screen: one in a lesson with faults and deeds, one closed, one rehearsal. */
import { connectionId } from "../../../shared/model/ids.ts";
import type { ActiveFault, ReadyFault } from "../../../shared/model/practice/practice-fault.ts";
import type { LessonSummary, LessonView } from "../../../shared/model/practice/practice-lesson.ts";
import type { FaultChoices, PracticeView } from "../../../shared/model/practice/practice.ts";
import { nowMs } from "./fleets.ts";

const minuteMs = 60_000;

export const lessons: readonly LessonSummary[] = [
  {
    id: "calm-release",
    title: "A calm release",
    story: "checkout-web runs v42. A verified v43 is there, and nothing is in the way.",
    goal: "All servers of checkout-web run v43, and capacity was never below six.",
    hints: 3,
    minutes: 6,
  },
  {
    id: "ill-image",
    title: "An image that never gets healthy",
    story: "A colleague baked catalog-api's new image in a hurry and is on a plane now.",
    goal: "The fleet serves from an image that is healthy, with nothing of the bad one left.",
    hints: 2,
    minutes: 8,
  },
];

const lesson: LessonView = {
  id: "calm-release",
  title: "A calm release",
  story: lessons[0]?.story ?? "",
  goal: lessons[0]?.goal ?? "",
  startedAtMs: nowMs - 12 * minuteMs,
  hints: ["Open checkout-web and look at what the newest verified image changes."],
  hintsLeft: 2,
  points: [
    {
      id: "runs",
      title: "All six servers run v43",
      state: "open",
      atMs: null,
      evidence: "2 of 6 servers run ami-0c1",
    },
    {
      id: "floor",
      title: "Never fewer than six in service",
      state: "seen",
      atMs: nowMs - 3 * minuteMs,
      evidence: "the fewest were 6, at 10:42:10",
    },
    {
      id: "nobody",
      title: "No request was refused",
      state: "broken",
      atMs: nowMs - minuteMs,
      evidence: "one target was unhealthy while it was the only one of its zone",
    },
  ],
  verdict: "going-on",
  verdictText: null,
  endedAtMs: null,
};

const faults: readonly ActiveFault[] = [
  {
    id: "fault-1",
    title: "One zone has no capacity",
    target: "eu-west-1a",
    setAtMs: nowMs - 9 * minuteMs,
    rules: [],
    struck: 3,
    state: "active",
  },
  {
    id: "fault-2",
    title: "AWS throttles",
    target: "",
    setAtMs: nowMs - 40 * minuteMs,
    rules: [],
    struck: 0,
    state: "spent",
  },
];

export const practiceRegions: readonly PracticeView[] = [
  {
    id: connectionId("practice"),
    name: "practice cloud",
    region: "eu-west-1",
    accountId: "441722901163",
    state: "open",
    isMain: true,
    sharesClockWith: [connectionId("practice-2")],
    clock: { nowMs, wallMs: nowMs, speed: 60 },
    origin: { kind: "lesson", name: "A calm release", seed: 1 },
    counts: { servers: 34, groups: 9, images: 41 },
    faults,
    deeds: [
      {
        id: "deed-1",
        atMs: nowMs - 4 * minuteMs,
        who: "Terraform",
        words: "set checkout-web-v042's desired capacity from 6 to 4",
        refusal: null,
      },
    ],
    hiddenDeeds: 1,
    lesson,
    notes: [],
    problem: null,
  },
  {
    id: connectionId("practice-2"),
    name: "practice us-east-1",
    region: "us-east-1",
    accountId: "441722901163",
    state: "closed",
    isMain: false,
    sharesClockWith: [connectionId("practice")],
    clock: { nowMs, wallMs: nowMs, speed: 60 },
    origin: { kind: "scenario", name: "shop", seed: 2 },
    counts: { servers: 12, groups: 3, images: 9 },
    faults: [],
    deeds: [],
    hiddenDeeds: 0,
    lesson: null,
    notes: [],
    problem: null,
  },
];

const ready: readonly ReadyFault[] = [
  {
    id: "zone-full",
    title: "One zone has no capacity",
    words: "Launches in this zone are refused with InsufficientInstanceCapacity.",
    target: "zone",
    needsTarget: true,
    probability: 1,
    count: null,
    forMs: null,
  },
  {
    id: "throttled",
    title: "AWS throttles",
    words: "Two of five calls are refused for their rate.",
    target: "operation",
    needsTarget: false,
    probability: 0.4,
    count: null,
    forMs: 10 * minuteMs,
  },
];

export const faultChoices: FaultChoices = {
  ready,
  zones: ["eu-west-1a", "eu-west-1b"],
  instanceTypes: ["m7g.large"],
  images: [],
  fleets: ["checkout-web", "catalog-api"],
  operations: ["ec2:RunInstances"],
};
