/** Which operations, what their user says in the middle, and where their console is killed. */
import type { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import { MINUTE } from "./minute.ts";
import type { ConsoleEnd, Deed, FleetShape, Kind, UserWord } from "./scenario.ts";

/** Where it hurts most to be killed. */
const POINTS = [
  "after-act:CreateAutoScalingGroup",
  "after-act:RunInstances",
  "after-act:CreateImage",
  "step-done:raise",
  "step-done:settle",
  "step-done:soak",
  "step-begun:shift-away",
  "after-act:SuspendProcesses",
  "after-act:DetachTrafficSources",
  "step-done:wake",
  "after-act:DeleteAutoScalingGroup",
] as const;
const MOST_ENDS = 6;

export function drawDeeds(chance: Chance, fleet: FleetShape, kind: Kind | null): Deed[] {
  const kinds = drawKinds(chance, kind);
  return kinds.map((each) => {
    const { user, ends } = drawCourse(chance, each);
    const isBack = user.some(({ word }) => word === "back");
    return {
      kind: each,
      canary: chance.whole(0, Math.min(3, fleet.servers)),
      canarySoakMs: chance.whole(0, 3) * MINUTE,
      soakMs: chance.whole(0, 3) * MINUTE,
      to: chance.next() < 0.8 ? "warm" : "cold",
      user,
      ends,
      back: isBack ? drawCourse(chance, "rollback") : null,
    };
  });
}

function drawKinds(chance: Chance, kind: Kind | null): readonly Kind[] {
  const drawn = chance.next();
  if (kind === "retire") return ["replace", "retire"];
  if (kind !== null) return [kind];
  if (drawn < 0.12) return ["bake"];
  if (drawn < 0.3) return ["rollback"];
  if (drawn < 0.55) return ["replace"];
  if (drawn < 0.8) return ["replace", "rollback"];
  return drawn < 0.9 ? ["replace", "retire"] : ["replace", "rollback", "retire"];
}

function drawCourse(chance: Chance, kind: Kind): Pick<Deed, "user" | "ends"> {
  return { user: drawUser(chance, kind), ends: drawEnds(chance) };
}

/** Says nothing, or pauses for a while, or stops, or wants to go back in the middle. */
function drawUser(chance: Chance, kind: Kind): UserWord[] {
  const drawn = chance.next();
  const afterMs = Math.round(chance.between(0, (kind === "bake" ? 12 : 20) * MINUTE));
  const pauseMs = Math.round(chance.between(1000, 50 * MINUTE));
  const stopMs = Math.round(chance.between(0, 5 * MINUTE));
  if (drawn < 0.12)
    return [
      { word: "pause", afterMs },
      { word: "resume", afterMs: pauseMs },
    ];
  if (drawn < 0.15)
    return [
      { word: "pause", afterMs },
      { word: "stop", afterMs: stopMs },
    ];
  if (drawn < 0.3) return [{ word: "stop", afterMs }];
  if (drawn < 0.5 && kind === "replace") return [{ word: "back", afterMs }];
  return [];
}

function drawEnds(chance: Chance): ConsoleEnd[] {
  const ends: ConsoleEnd[] = [];
  while (ends.length < MOST_ENDS) {
    const drawn = chance.next();
    const at = drawn < 0.2 ? chance.whole(1, 60) : chance.pick(POINTS);
    const longest = chance.pick([2000, 6 * MINUTE, 6 * MINUTE, 50 * MINUTE]);
    const awayMs = Math.round(chance.between(0, longest));
    if (drawn >= 0.45) break;
    ends.push({ at, awayMs });
  }
  return ends;
}
