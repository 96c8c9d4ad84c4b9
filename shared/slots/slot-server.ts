/**
 * The servers of an operation as its looks saw them: who was on which side, in which state, since when. Written down
 * as changes, so that the whole can be told again afterwards.
 */
import type { ServerState } from "../model/fleet.ts";
import type { ServerId } from "../model/ids.ts";

/** `from`: of the generation that is left. `to`: of the one that takes its place. */
export type SlotSide = "from" | "to";

/** One server as one look saw it. */
export interface SlotSeen {
  readonly id: ServerId;
  readonly side: SlotSide;
  readonly state: ServerState;
  readonly zone: string;
}

/** All that one look found changed; the first look of an operation finds everything. */
export interface SlotChanges {
  readonly atMs: number;
  /** The servers were there before anybody looked: since when they are so is not known. */
  readonly isFirst: boolean;
  readonly servers: readonly SlotSeen[];
}

export interface SlotMoment {
  readonly atMs: number;
  readonly side: SlotSide;
  readonly state: ServerState;
  /** False: it was so already when it was first looked at. */
  readonly sawBegin: boolean;
}

/** A server's way through the operation, oldest moment first; never empty. */
export interface SlotServer {
  readonly id: ServerId;
  readonly zone: string;
  readonly moments: readonly [SlotMoment, ...SlotMoment[]];
}

export const lastMoment = ({ moments }: SlotServer): SlotMoment => moments.at(-1) ?? moments[0];

/** How it was then; null: it hadn't been seen yet. */
export function momentAt({ moments }: SlotServer, atMs: number): SlotMoment | null {
  return moments.findLast((moment) => moment.atMs <= atMs) ?? null;
}

/** The server with one more moment. */
export function withSeen(
  before: SlotServer | undefined,
  { id, zone, side, state }: SlotSeen,
  { atMs, isFirst }: Pick<SlotChanges, "atMs" | "isFirst">,
): SlotServer {
  const moment: SlotMoment = { atMs, side, state, sawBegin: !isFirst };
  if (before === undefined) return { id, zone, moments: [moment] };
  return { id, zone, moments: [...before.moments, moment] };
}

/** Every server of an operation, from its written changes. */
export function slotServers(changes: Iterable<SlotChanges>): ReadonlyMap<ServerId, SlotServer> {
  const found = new Map<ServerId, SlotServer>();
  for (const change of changes)
    for (const seen of change.servers)
      found.set(seen.id, withSeen(found.get(seen.id), seen, change));
  return found;
}
