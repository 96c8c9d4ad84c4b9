/**
 * A table of the world: a map keyed by id that also remembers the order of arrival, so that a page can start after
 * any row in logarithmic time however large the table is. Serialises to its living rows.
 */
export interface TableJson<T> {
  readonly nextSeq: number;
  readonly rows: readonly (readonly [seq: number, id: string, value: T])[];
}

interface Row<T> {
  readonly seq: number;
  readonly id: string;
  value: T;
  alive: boolean;
}

/** Rows after `seq`, and where the next page starts; null when nothing is left. */
export interface TablePage<T> {
  readonly items: readonly T[];
  readonly nextSeq: number | null;
}

export class Table<T> {
  #nextSeq = 1;
  #rows: Row<T>[] = [];
  readonly #byId = new Map<string, Row<T>>();

  static from<T>(json: TableJson<T>): Table<T> {
    const table = new Table<T>();
    for (const [seq, id, value] of json.rows) table.#append(seq, id, value);
    table.#nextSeq = json.nextSeq;
    return table;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)?.value;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  set(id: string, value: T): void {
    const row = this.#byId.get(id);
    if (row) row.value = value;
    else this.#append(this.#nextSeq++, id, value);
  }

  delete(id: string): boolean {
    const row = this.#byId.get(id);
    if (!row) return false;
    row.alive = false;
    this.#byId.delete(id);
    if (this.#rows.length > 64 && this.#rows.length > 2 * this.#byId.size) this.#compact();
    return true;
  }

  *values(): IterableIterator<T> {
    for (const row of this.#rows) if (row.alive) yield row.value;
  }

  *keys(): IterableIterator<string> {
    for (const row of this.#rows) if (row.alive) yield row.id;
  }

  /**
   * The rows after `afterSeq` that match, at most `limit` of them, looking at no more than `scan` rows:
   * a page may thus be empty although more pages follow, as on AWS.
   */
  page(
    afterSeq: number,
    limit: number,
    scan: number,
    matches: (value: T) => boolean,
  ): TablePage<T> {
    const items: T[] = [];
    let index = this.#firstAfter(afterSeq);
    const end = Math.min(this.#rows.length, index + scan);
    let last = afterSeq;
    for (; index < end && items.length < limit; index++) {
      const row = this.#rows[index];
      if (!row) break;
      last = row.seq;
      if (row.alive && matches(row.value)) items.push(row.value);
    }
    return { items, nextSeq: this.#livesFrom(index) ? last : null };
  }

  /** As `page`, looking at the rows with these ids alone, in the table's order. */
  pageOf(
    ids: Iterable<string>,
    afterSeq: number,
    limit: number,
    matches: (value: T) => boolean,
  ): TablePage<T> {
    const rows = this.#rowsOf(ids, afterSeq);
    const items: T[] = [];
    let index = 0;
    for (; index < rows.length && items.length < limit; index++) {
      const row = rows[index];
      if (row && matches(row.value)) items.push(row.value);
    }
    return { items, nextSeq: index < rows.length ? (rows[index - 1]?.seq ?? afterSeq) : null };
  }

  #rowsOf(ids: Iterable<string>, afterSeq: number): Row<T>[] {
    const rows: Row<T>[] = [];
    for (const id of new Set(ids)) {
      const row = this.#byId.get(id);
      if (row && row.seq > afterSeq) rows.push(row);
    }
    return rows.sort((a, b) => a.seq - b.seq);
  }

  toJSON(): TableJson<T> {
    const rows: [number, string, T][] = [];
    for (const row of this.#rows) if (row.alive) rows.push([row.seq, row.id, row.value]);
    return { nextSeq: this.#nextSeq, rows };
  }

  #append(seq: number, id: string, value: T): void {
    const row: Row<T> = { seq, id, value, alive: true };
    this.#rows.push(row);
    this.#byId.set(id, row);
  }

  #compact(): void {
    this.#rows = this.#rows.filter((row) => row.alive);
  }

  #livesFrom(index: number): boolean {
    for (let at = index; at < this.#rows.length; at++) if (this.#rows[at]?.alive) return true;
    return false;
  }

  #firstAfter(seq: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle]?.seq ?? Infinity) <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
