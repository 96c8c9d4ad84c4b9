/**
 * Sends changes to the main thread in small batches, the next one only when the last was taken in: a port that is
 * full would hand everything over at once and hold the main thread for as long as that takes.
 */
import type { ConnectionState } from "../../shared/model/connection.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { Batch, FactDelta, FactRow, ViewDelta, ViewRows, ViewTable } from "./messages.ts";

type Content = Pick<Batch, "connectionId" | "facts" | "views" | "state">;

export class Outbox {
  readonly #post: (batch: Batch) => void;
  readonly #waiting: Content[] = [];
  readonly #revisions = new Map<ConnectionId, number>();
  #underWay = false;

  constructor(post: (batch: Batch) => void) {
    this.#post = post;
  }

  facts(connectionId: ConnectionId, delta: FactDelta): void {
    for (const part of slices(delta, factWeight)) this.#add({ connectionId, facts: [part], views: [], state: null });
  }

  views(connectionId: ConnectionId, delta: ViewDelta): void {
    for (const part of slices(delta, viewWeight)) this.#add({ connectionId, facts: [], views: [part], state: null });
  }

  state(state: ConnectionState): void {
    const connectionId = state.connection.id;
    this.#add({ connectionId, facts: [], views: [], state });
  }

  taken(): void {
    this.#underWay = false;
    this.#sendNext();
  }

  forget(connectionId: ConnectionId): void {
    const others = this.#waiting.filter((content) => content.connectionId !== connectionId);
    this.#waiting.splice(0, this.#waiting.length, ...others);
    this.#revisions.delete(connectionId);
  }

  #add(content: Content): void {
    this.#waiting.push(content);
    this.#sendNext();
  }

  #sendNext(): void {
    const content = this.#underWay ? undefined : this.#waiting.shift();
    if (!content) return;
    const revision = (this.#revisions.get(content.connectionId) ?? 0) + 1;
    this.#revisions.set(content.connectionId, revision);
    this.#underWay = true;
    this.#post({ ...content, revision });
  }
}

/** About a row of a server each; measured at some 5 µs to take in. */
const WEIGHT_A_BATCH = 250;

const factWeight = ([, row]: readonly [string, FactRow]): number => {
  if ("members" in row) return 2 + row.members.length / 4;
  return "userData" in row ? 2 + (row.userData?.length ?? 0) / 1000 : 1;
};

const viewWeight = (row: ViewRows[ViewTable]): number => ("generations" in row ? 4 + row.generations.length * 2 : 1);

interface Delta<Row> {
  readonly upserts: readonly Row[];
  readonly removes: readonly string[];
}

function* slices<Row, Whole extends Delta<Row>>(delta: Whole, weigh: (row: Row) => number): Generator<Whole> {
  if (delta.removes.length > 0) yield { ...delta, upserts: [] };
  let start = 0;
  let weight = 0;
  for (const [index, row] of delta.upserts.entries()) {
    weight += weigh(row);
    const last = index + 1 === delta.upserts.length;
    if (weight < WEIGHT_A_BATCH && !last) continue;
    yield { ...delta, upserts: delta.upserts.slice(start, index + 1), removes: [] };
    start = index + 1;
    weight = 0;
  }
}
