/** How long servers of a fleet usually stay in a state that passes: medians over what was seen from begin to end. */
import type { ServerState } from "../model/fleet.ts";
import { median } from "./median.ts";
import type { SlotServer } from "./slot-server.ts";

export interface UsualTime {
  readonly medianMs: number;
  /** Of so many passings. */
  readonly seen: number;
}
export type UsualTimes = Partial<Readonly<Record<ServerState, UsualTime>>>;

/** States that lead to another by themselves; of the others no length is usual. */
const passing = ["launching", "warming", "draining"] as const satisfies readonly ServerState[];

export const isPassing = (state: ServerState) => passing.some((one) => one === state);

/** A state that was left for a worse one (a server that died while it warmed up) says nothing of what is usual. */
const leadsTo: Readonly<Record<(typeof passing)[number], readonly ServerState[]>> = {
  launching: ["warming", "in-service"],
  warming: ["in-service"],
  draining: ["gone", "retained"],
};

export function usualTimes(servers: Iterable<SlotServer>): UsualTimes {
  const lengths = new Map<ServerState, number[]>();
  for (const { moments } of servers)
    for (const [index, moment] of moments.entries()) {
      const next = moments[index + 1];
      const known = passing.find((state) => state === moment.state);
      if (known === undefined || next === undefined || !moment.sawBegin) continue;
      if (!leadsTo[known].includes(next.state)) continue;
      const lengthMs = next.atMs - moment.atMs;
      const all = lengths.get(known);
      if (all === undefined) lengths.set(known, [lengthMs]);
      else all.push(lengthMs);
    }
  return Object.fromEntries(
    [...lengths].map(([state, all]) => [state, { medianMs: median(all), seen: all.length }]),
  );
}

/** So much longer than usual is worth a look. */
const MUCH_LONGER = 2;
const AT_LEAST_MS = 30_000;

export function isLate(usual: UsualTime | undefined, forMs: number): boolean {
  if (usual === undefined) return false;
  return forMs > MUCH_LONGER * usual.medianMs && forMs - usual.medianMs > AT_LEAST_MS;
}
