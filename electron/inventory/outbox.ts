/**
 * Cuts changes into batches that are small enough for the main thread to take in between two frames. It takes them
 * from their port one by one, with its other work in between.
 */
import type { ConnectionState } from "../../shared/model/connection.ts";
import type {
  Batch,
  FactDelta,
  FactRow,
  Opening,
  ViewDelta,
  ViewRows,
  ViewTable,
} from "./messages.ts";

type Content = Pick<Batch, "facts" | "views" | "state">;

/** One connection's. */
export class Outbox {
  readonly #opening: Pick<Opening, "mirrorId" | "connection">;
  readonly #post: (batch: Batch) => void;
  #revision = 0;

  constructor(opening: Pick<Opening, "mirrorId" | "connection">, post: (batch: Batch) => void) {
    this.#opening = opening;
    this.#post = post;
  }

  facts(delta: FactDelta): void {
    for (const part of slices(delta, factWeight))
      this.#send({ facts: [part], views: [], state: null });
  }

  views(delta: ViewDelta): void {
    for (const part of slices(delta, viewWeight))
      this.#send({ facts: [], views: [part], state: null });
  }

  state(state: ConnectionState): void {
    this.#send({ facts: [], views: [], state });
  }

  #send(content: Content): void {
    this.#revision += 1;
    const { mirrorId, connection } = this.#opening;
    this.#post({ ...content, mirrorId, connectionId: connection.id, revision: this.#revision });
  }
}

/** A server's row weighs one; such a batch was seen to take 1 ms to decode. */
const WEIGHT_A_BATCH = 125;

const factWeight = ([, row]: readonly [string, FactRow]): number => {
  if ("members" in row) return 2 + row.members.length / 4;
  return "userData" in row ? 2 + (row.userData?.length ?? 0) / 1000 : 1;
};

const viewWeight = (row: ViewRows[ViewTable]): number =>
  "generations" in row ? 4 + row.generations.length * 2 : 1;

interface Delta<Row> {
  readonly upserts: readonly Row[];
  readonly removes: readonly string[];
}

function* slices<Row, Whole extends Delta<Row>>(
  delta: Whole,
  weigh: (row: Row) => number,
): Generator<Whole> {
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
