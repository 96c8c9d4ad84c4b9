/**
 * Keeps what returns need looked at, in the background: connection after connection, only what is due, a little at a
 * time. It owns what was found and tells when that has changed; it judges nothing.
 */
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { Facts } from "../../shared/model/facts.ts";
import {
  noReturnFacts,
  type Looked,
  type ReturnFacts,
  type ReturnQuestion,
} from "../../shared/model/facts/return-facts.ts";
import { returnQuestion } from "../../shared/fleet/readiness/return-question.ts";
import type { FleetView } from "../../shared/model/fleet.ts";
import type { Connection } from "../../shared/model/connection.ts";
import type { Cloud } from "../ports.ts";

export interface ReturnChecksParts {
  connections(): readonly Connection[];
  facts(id: ConnectionId): Facts;
  fleets(id: ConnectionId): Iterable<FleetView>;
  /** Null: not there now. */
  cloudOf(id: ConnectionId): Cloud | null;
  /** The machine's time: a fast practice clock must not make it ask without end. */
  wallMs(): number;
}

type Part = keyof ReturnFacts;
const parts = [
  "snapshots",
  "subnets",
  "securityGroups",
  "offerings",
  "shortages",
] as const satisfies readonly Part[];

/** Machine time after which a thing is looked at again. */
const DUE_AFTER_MS = { practice: 60_000, aws: 10 * 60_000 };
/** At a time: the activities take a call a group, the others a call for all. */
const AT_ONCE = {
  snapshots: 400,
  subnets: 200,
  securityGroups: 200,
  offerings: 50,
  shortages: 10,
};

export class ReturnChecks {
  readonly #parts: ReturnChecksParts;
  readonly #found = new Map<ConnectionId, ReturnFacts>();
  /** Machine time at which each thing was last asked for: `connection part id`. */
  readonly #askedAtMs = new Map<string, number>();
  #atWork: Promise<void> | null = null;
  #closed = false;

  constructor(partsOfIt: ReturnChecksParts) {
    this.#parts = partsOfIt;
  }

  facts(id: ConnectionId): ReturnFacts {
    return this.#found.get(id) ?? noReturnFacts;
  }

  /** Looks at what is due; does nothing new while it is at work. Resolves when that is done. */
  look(onChange: (id: ConnectionId) => void): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#atWork ??= this.#lookAtAll(onChange).finally(() => (this.#atWork = null));
    return this.#atWork;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#atWork;
  }

  async #lookAtAll(onChange: (id: ConnectionId) => void): Promise<void> {
    for (const connection of this.#parts.connections()) {
      if (this.#closed) return;
      if (await this.#lookAt(connection)) onChange(connection.id);
    }
  }

  /** Whether anything was asked for. */
  async #lookAt({ id, kind }: Connection): Promise<boolean> {
    const cloud = this.#parts.cloudOf(id);
    if (cloud === null) return false;
    const wanted = returnQuestion(this.#parts.facts(id), this.#parts.fleets(id));
    const due = this.#due(id, wanted, DUE_AFTER_MS[kind]);
    if (parts.every((part) => due[part].length === 0)) return false;
    const fresh = await cloud.reader.returnFacts(due).catch(() => noReturnFacts);
    this.#found.set(id, overlaid(this.facts(id), fresh, wanted));
    return true;
  }

  #due(id: ConnectionId, wanted: ReturnQuestion, afterMs: number): ReturnQuestion {
    const nowMs = this.#parts.wallMs();
    const of = <Id extends string>(part: Part, ids: readonly Id[]): readonly Id[] => {
      const isDue = (one: Id) =>
        nowMs - (this.#askedAtMs.get(`${id} ${part} ${one}`) ?? -Infinity) >= afterMs;
      const some = ids.filter(isDue).slice(0, AT_ONCE[part]);
      for (const one of some) this.#askedAtMs.set(`${id} ${part} ${one}`, nowMs);
      return some;
    };
    return {
      snapshots: of("snapshots", wanted.snapshots),
      subnets: of("subnets", wanted.subnets),
      securityGroups: of("securityGroups", wanted.securityGroups),
      offerings: of("offerings", wanted.offerings),
      shortages: of("shortages", wanted.shortages),
    };
  }
}

/** What nobody asks about any more is forgotten; what could not be read stays, with its age. */
function overlaid(known: ReturnFacts, fresh: ReturnFacts, wanted: ReturnQuestion): ReturnFacts {
  return {
    snapshots: merged(known.snapshots, fresh.snapshots, wanted.snapshots),
    subnets: merged(known.subnets, fresh.subnets, wanted.subnets),
    securityGroups: merged(known.securityGroups, fresh.securityGroups, wanted.securityGroups),
    offerings: merged(known.offerings, fresh.offerings, wanted.offerings),
    shortages: merged(known.shortages, fresh.shortages, wanted.shortages),
  };
}

function merged<Found>(
  known: ReadonlyMap<string, Looked<Found>>,
  fresh: ReadonlyMap<string, Looked<Found>>,
  wanted: readonly string[],
): ReadonlyMap<string, Looked<Found>> {
  return new Map(
    wanted.flatMap((id) => {
      const look = fresh.get(id) ?? known.get(id);
      return look === undefined ? [] : [[id, look] as const];
    }),
  );
}
