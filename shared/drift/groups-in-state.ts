import type { GroupFact } from "../model/facts.ts";
import type { GenerationState } from "../model/fleet.ts";
import type { DriftCase } from "./drift-case.ts";

/** The groups that have a generation in this state, each once. */
export function groupsInState(drift: DriftCase, wanted: GenerationState): GroupFact[] {
  const groups = drift.generations.flatMap(({ draft, state }) =>
    state === wanted && draft.group !== null ? [draft.group] : [],
  );
  return [...new Set(groups)];
}
