/** The faults that a region keeps in its own state, so that they are saved and restored with it. */
import type { ActiveFault } from "../../../shared/model/practice/practice-fault.ts";
import type { Json } from "../world/kernel/json.ts";
import type { World } from "../world/kernel/world.ts";
import { registerActs } from "./colleague.ts";
import { emptyBook, FaultBook, faultState } from "./fault-book.ts";
import type { FaultBookJson, SetFault } from "./fault-book.ts";
import { mishapsOf } from "./faulty-world.ts";
import { registerLateCalls } from "./late-calls.ts";

const KEY = "practice.faults";

/** A part of every practice world. */
export function faultsPart(world: World): void {
  registerActs(world);
  registerLateCalls(world);
  world.mishaps = mishapsOf(world, () => keptBook(world));
}

/** Null: no fault was ever set. */
function keptBook(world: World): FaultBook | null {
  const kept = world.state.loose.get(KEY);
  return kept === undefined ? null : new FaultBook(kept as unknown as FaultBookJson);
}

export function faultBookOf(world: World): FaultBook {
  const known = keptBook(world);
  if (known) return known;
  const data = emptyBook(world.options.seed);
  world.state.loose.set(KEY, data as unknown as Json);
  return new FaultBook(data);
}

/** In the order in which they were set. */
export function activeFaults(world: World): readonly ActiveFault[] {
  return (keptBook(world)?.faults ?? []).map((fault) => shownFault(fault, world.nowMs));
}

export function shownFault(fault: SetFault, nowMs: number): ActiveFault {
  const { id, title, target, setAtMs, rules } = fault;
  const struck = fault.struck.reduce((sum, one) => sum + one, 0);
  return { id, title, target, setAtMs, rules, struck, state: faultState(fault, nowMs) };
}
