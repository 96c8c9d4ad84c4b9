/** Which operations about images, what their user says in the middle, and where their console is killed. */
import type { Chance } from "../../../../electron/practice/world/kernel/chance.ts";
import { MINUTE } from "../../scenario/minute.ts";
import type { ConsoleEnd, UserWord } from "../../scenario/scenario.ts";
import type { Life, LifeCourse, LifeDeed, LifeHand, LifeWork } from "./scenario.ts";

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MOST_ENDS = 6;

type Points = readonly [string, ...string[]];
/** Where it hurts most to be killed. */
const POINTS: Readonly<Record<Life, Points>> = {
  campaign: [
    "child-starting",
    "child-started",
    "step-begun:run-children",
    "step-done:run-children",
    "after-intent:RunInstances",
    "after-act:RunInstances",
    "after-act:CreateImage",
    "after-act:TerminateInstances",
    "step-done:mark-verified",
    "after-act:CreateAutoScalingGroup",
    "step-done:raise",
    "after-act:SuspendProcesses",
    "step-done:shift-away",
    "step-done:release",
  ],
  copy: [
    "after-intent:CopyImage",
    "after-act:CopyImage",
    "step-done:copy-image",
    "after-act:ModifySnapshotAttribute",
    "after-act:ModifyImageAttribute",
    "after-act:DeregisterImage",
  ],
  sweep: [
    "after-intent:TerminateInstances",
    "after-act:TerminateInstances",
    "step-done:end-left",
    "after-act:DeregisterImage",
    "after-act:DeleteSnapshot",
  ],
  retention: [
    "after-act:CreateTags",
    "after-act:DisableImage",
    "after-act:EnableImageDeprecation",
    "after-intent:DeregisterImage",
    "after-act:DeregisterImage",
    "after-act:DeleteSnapshot",
    "step-done:retire-image",
  ],
  inspect: ["after-intent:RunInstances", "after-act:RunInstances", "after-act:TerminateInstances"],
  revoke: ["after-intent:CreateTags", "after-act:CreateTags", "after-act:DisableImage"],
};
/** Where a bake is lost: with a builder, an image that is being made, one that nobody tested. */
const LOST_AT: Points = [
  "after-act:RunInstances",
  "after-act:RunInstances",
  "after-act:CreateImage",
  "after-act:CreateImage",
  "step-done:make-image",
  "step-done:end-builder",
];

/** So many crash points an operation has, or some more. */
const MOST_POINTS: Readonly<Record<Life, number>> = {
  campaign: 120,
  copy: 12,
  sweep: 10,
  retention: 12,
  inspect: 12,
  revoke: 6,
};
/** Within which most of its user's words fall. */
const LASTS: Readonly<Record<Life, number>> = {
  campaign: 25 * MINUTE,
  copy: 15 * MINUTE,
  sweep: 3 * MINUTE,
  retention: 2 * MINUTE,
  inspect: 6 * MINUTE,
  revoke: MINUTE,
};

export function drawLifeDeeds(chance: Chance, life: Life): LifeDeed[] {
  return drawWorks(chance, life).map(({ afterMs, ...work }) => {
    const course = drawCourse(chance, life, true);
    const isBack = course.user.some(({ word }) => word === "back");
    const back = isBack ? drawCourse(chance, life, false) : null;
    if (work.kind === "lost-bake") return { work, afterMs, user: [], hand: null, ends: [] };
    return { work: work.kind === "campaign" ? { ...work, back } : work, afterMs, ...course };
  });
}

type Later = LifeWork & { readonly afterMs: number };

function drawWorks(chance: Chance, life: Life): Later[] {
  switch (life) {
    case "campaign":
      return [
        {
          kind: "campaign",
          bakesAtOnce: chance.whole(1, 4),
          onFailure: chance.next() < 0.3 ? "roll-back" : "hold",
          leftOut: chance.next() < 0.15 ? chance.whole(0, 2) : null,
          back: null,
          afterMs: 0,
        },
      ];
    case "copy":
      return [
        { kind: "copy", shares: chance.next() < 0.5, ownKey: chance.next() < 0.3, afterMs: 0 },
      ];
    case "sweep":
      return Array.from({ length: chance.whole(1, 2) }, (): Later => {
        const at = chance.next() < 0.3 ? chance.whole(5, 60) : chance.pick(LOST_AT);
        return { kind: "lost-bake", at, afterMs: 0 };
      }).concat({ kind: "sweep", afterMs: 3 * DAY });
    case "retention":
      return drawRetention(chance);
    case "inspect":
      return [{ kind: "inspect", which: chance.whole(0, 9), afterMs: 0 }];
    case "revoke":
      return drawRevoke(chance);
  }
}

function drawRetention(chance: Chance): Later[] {
  const first = chance.pick(["disable", "disable", "deprecate", "nothing"] as const);
  const most = chance.whole(1, 3);
  const put: Later = { kind: "retention", way: "carry-out", first, most, afterMs: 0 };
  const later: Later = { ...put, afterMs: 2 * DAY };
  const back: Later = { ...put, way: "give-back", afterMs: HOUR };
  if (first === "nothing") return [put];
  return chance.pick([[put], [put, later], [put, later], [put, back], [put, back, later]]);
}

function drawRevoke(chance: Chance): Later[] {
  const which = chance.whole(0, 9);
  const atAws = chance.next() < 0.4;
  const revoked: Later = { kind: "revoke", isRevoked: true, which, atAws, afterMs: 0 };
  const back: Later = { ...revoked, isRevoked: false, afterMs: HOUR };
  return chance.next() < 0.5 ? [revoked] : [revoked, back];
}

function drawCourse(chance: Chance, life: Life, mayGoBack: boolean): LifeCourse {
  return {
    user: drawUser(chance, life, mayGoBack),
    hand: drawHand(chance),
    ends: drawEnds(chance, life),
  };
}

function drawUser(chance: Chance, life: Life, mayGoBack: boolean): UserWord[] {
  const drawn = chance.next();
  const afterMs = Math.round(chance.between(0, LASTS[life]));
  const pauseMs = Math.round(chance.between(1000, 50 * MINUTE));
  if (drawn < 0.15)
    return [
      { word: "pause", afterMs },
      { word: "resume", afterMs: pauseMs },
    ];
  if (drawn < 0.19)
    return [
      { word: "pause", afterMs },
      { word: "stop", afterMs: pauseMs },
    ];
  if (drawn < 0.31) return [{ word: "stop", afterMs }];
  if (drawn < 0.5 && life === "campaign" && mayGoBack) return [{ word: "back", afterMs }];
  return [];
}

function drawHand(chance: Chance): LifeHand | null {
  const drawn: LifeHand = {
    answer: chance.next() < 0.9 ? "go on" : "no",
    actsAfterMs: Math.round(chance.between(0, chance.pick([MINUTE, 20 * MINUTE]))),
    tries: chance.whole(0, 2),
  };
  return chance.next() < 0.8 ? drawn : null;
}

function drawEnds(chance: Chance, life: Life): ConsoleEnd[] {
  const ends: ConsoleEnd[] = [];
  while (ends.length < MOST_ENDS) {
    const drawn = chance.next();
    const at = chance.next() < 0.5 ? chance.whole(1, MOST_POINTS[life]) : chance.pick(POINTS[life]);
    const longest = chance.pick([2000, 6 * MINUTE, 6 * MINUTE, 50 * MINUTE]);
    const awayMs = Math.round(chance.between(0, longest));
    if (drawn >= 0.55) break;
    ends.push({ at, awayMs });
  }
  return ends;
}
