/**
 * Follows the servers of one operation from look to look and writes down what changed. What the journal holds is what
 * it goes on from after a restart.
 */
import type { FleetReading } from "../../shared/guard/serving.ts";
import type { OperationId, ServerId } from "../../shared/model/ids.ts";
import type { Plan } from "../../shared/model/plan.ts";
import { slotServers, withSeen, type SlotServer } from "../../shared/slots/slot-server.ts";
import { slotChanges, slotsSeen } from "../../shared/slots/slots-seen.ts";
import type { Journal } from "../journal/journal.ts";

/** A thousand servers change some ten thousand times; what flaps for days is written down no further than this. */
export const MOST_SLOT_CHANGES = 60_000;

export class SlotWatch {
  readonly #journal: Journal;
  readonly #id: OperationId;
  readonly #groups: NonNullable<Plan["groups"]>;
  readonly #servers: Map<ServerId, SlotServer>;
  #written: number;

  constructor(journal: Journal, id: OperationId, groups: NonNullable<Plan["groups"]>) {
    this.#journal = journal;
    this.#id = id;
    this.#groups = groups;
    const known = journal.slots.of(id);
    this.#servers = new Map(slotServers(known));
    this.#written = known.reduce((sum, { servers }) => sum + servers.length, 0);
  }

  /** Gives the servers that changed. */
  see(reading: FleetReading): readonly SlotServer[] {
    if (this.#written >= MOST_SLOT_CHANGES) return [];
    const seen = slotsSeen(reading, this.#groups);
    const servers = slotChanges(this.#servers, seen);
    if (servers.length === 0) return [];
    const changes = { atMs: Math.round(reading.readAtMs), isFirst: this.#written === 0, servers };
    this.#journal.write(() => this.#journal.slots.add(this.#id, changes));
    this.#written += servers.length;
    return servers.map((one) => {
      const server = withSeen(this.#servers.get(one.id), one, changes);
      this.#servers.set(one.id, server);
      return server;
    });
  }
}
