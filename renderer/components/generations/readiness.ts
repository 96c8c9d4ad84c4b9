/** Whether and how fast one could return to a generation, in a few words. Pure. */
import { assertNever } from "../../../shared/assert-never.ts";
import type { FleetView, GenerationView, Readiness } from "../../../shared/model/fleet.ts";
import { aboutWords } from "../../../shared/words/durations.ts";
import type { Tone } from "../../ui/tone.ts";

export interface ReadinessWords {
  readonly text: string;
  readonly tone: Tone;
  /** The evidence, or the reason with its cure. */
  readonly why: string;
  readonly possible: boolean;
}

const shortTime = (ms: number) => aboutWords(ms).replace("about ", "≈ ");

export function readinessWords(readiness: Readiness): ReadinessWords {
  switch (readiness.kind) {
    case "here":
      return { text: "serves now", tone: "good", why: "It serves the fleet now.", possible: false };
    case "warm":
      return {
        text: `${shortTime(readiness.expectedMs)} · warm`,
        tone: "info",
        why: `Its servers still run. Checked: ${readiness.checked.join(", ")}.`,
        possible: true,
      };
    case "cold":
      return {
        text: shortTime(readiness.expectedMs),
        tone: "info",
        why: `Servers are started again from its image. Checked: ${readiness.checked.join(", ")}.`,
        possible: true,
      };
    case "impossible":
      return {
        text: "can't return",
        tone: "neutral",
        why: `${readiness.reason} ${readiness.cure}`,
        possible: false,
      };
    case "unknown":
      return { text: "not known yet", tone: "neutral", why: readiness.reason, possible: false };
    default:
      return assertNever(readiness);
  }
}

/**
 * The older generation that one would return to: one that still serves beside the live one, as a change leaves it that
 * was stopped half-way; else a warm one that has most of its servers; else the newest that can; else the next older. A
 * few warm servers may be all that is left of a canary that failed.
 */
export function previousGeneration(fleet: FleetView): GenerationView | null {
  const live = fleet.generations.findIndex((generation) => generation.id === fleet.liveId);
  const older = fleet.generations
    .slice(live + 1)
    .filter((generation) => generation.state !== "rising" && generation.id !== fleet.liveId);
  const beside = older.find(({ state, servers }) => state === "live" && servers > 0);
  const warm = older.filter((generation) => generation.readiness.kind === "warm");
  const whole = warm.find(({ servers }) => servers * 2 >= fleet.desired);
  const cold = older.find((generation) => generation.readiness.kind === "cold");
  return beside ?? whole ?? cold ?? warm[0] ?? older[0] ?? null;
}

export function liveGeneration(fleet: FleetView): GenerationView | null {
  return fleet.generations.find((generation) => generation.id === fleet.liveId) ?? null;
}

export function risingGeneration(fleet: FleetView): GenerationView | null {
  return fleet.generations.find((generation) => generation.state === "rising") ?? null;
}
