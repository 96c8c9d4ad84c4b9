/**
 * Slots: each old server and the one that takes its place. AWS knows of no such pairs; a new server takes the first
 * free slot of its own zone, else any, else one of its own, and keeps it. When it ends, its slot is free for the next.
 * A server that keeps its id (a new root volume) takes its own place.
 */
import { lastMoment, momentAt } from "./slot-server.ts";
import type { SlotMoment, SlotServer } from "./slot-server.ts";

/** Who is and was in a slot, in the order of coming. */
export interface SlotRow {
  readonly old: SlotServer | null;
  readonly next: readonly SlotServer[];
}

export interface SlotServerNow {
  readonly server: SlotServer;
  readonly now: SlotMoment;
}
export interface Slot {
  readonly number: number;
  readonly old: SlotServerNow | null;
  readonly next: SlotServerNow | null;
}

/** As it was at a moment, by whoever had been seen by then. */
export function slotsAt(rows: readonly SlotRow[], atMs: number): readonly Slot[] {
  return rows.flatMap(({ old, next }, index) => {
    const was = old === null ? null : seenAt(old, atMs, "from");
    const is = next.map((server) => seenAt(server, atMs, "to")).findLast((one) => one !== null);
    if (was === null && is === undefined) return [];
    return [{ number: index + 1, old: was, next: is ?? null }];
  });
}

function seenAt(server: SlotServer, atMs: number, side: SlotMoment["side"]): SlotServerNow | null {
  const now = momentAt(server, atMs);
  return now?.side === side ? { server, now } : null;
}

export function slotRows(servers: Iterable<SlotServer>): readonly SlotRow[] {
  const all = [...servers].toSorted(inOrderOfComing);
  const floor = new Floor(all.filter(({ moments }) => moments[0].side === "from"));
  for (const server of all) if (server.moments[0].side === "to") floor.take(server);
  return floor.rows;
}

/** By id where they came together: comparing as people sort is slow where there are thousands. */
function inOrderOfComing(left: SlotServer, right: SlotServer): number {
  const apart = left.moments[0].atMs - right.moments[0].atMs;
  return apart !== 0 ? apart : left.id < right.id ? -1 : 1;
}

interface OpenRow {
  readonly old: SlotServer | null;
  readonly next: SlotServer[];
}

/** The places, as they are taken and let go of in the order of time. */
class Floor {
  readonly rows: OpenRow[];
  /** By zone; the next to be taken last. */
  readonly #free: Map<string, OpenRow[]>;
  #taken: { readonly untilMs: number; readonly row: OpenRow }[] = [];

  constructor(servers: readonly SlotServer[]) {
    this.rows = servers.map((old) => ({ old, next: keepsId(old) ? [old] : [] }));
    const open = this.rows.filter(({ next }) => next.length === 0).toReversed();
    this.#free = Map.groupBy(open, ({ old }) => old?.zone ?? "");
  }

  take(server: SlotServer): void {
    this.#letGo(server.moments[0].atMs);
    const place = this.#freeIn(server.zone) ?? this.#add();
    place.next.push(server);
    const { state, atMs } = lastMoment(server);
    if (state === "gone") this.#taken.push({ untilMs: atMs, row: place });
  }

  /** Of its own zone, else of any; undefined: all are taken. */
  #freeIn(zone: string): OpenRow | undefined {
    const own = this.#free.get(zone)?.pop();
    if (own !== undefined) return own;
    return [...this.#free.values()].find((rows) => rows.length > 0)?.pop();
  }

  #add(): OpenRow {
    const row: OpenRow = { old: null, next: [] };
    this.rows.push(row);
    return row;
  }

  #letGo(nowMs: number): void {
    const over = this.#taken.filter(({ untilMs }) => untilMs <= nowMs);
    if (over.length === 0) return;
    this.#taken = this.#taken.filter(({ untilMs }) => untilMs > nowMs);
    for (const { row } of over) {
      const { zone } = row.next.at(-1) ?? row.old ?? { zone: "" };
      const rows = this.#free.get(zone);
      if (rows === undefined) this.#free.set(zone, [row]);
      else rows.push(row);
    }
  }
}

const keepsId = ({ moments }: SlotServer) => moments.some(({ side }) => side === "to");
