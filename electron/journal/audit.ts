/**
 * The hash chain over every row that is never changed. Each link holds the digest of one row's text; the newest
 * link's hash is anchored outside the database, so that edits, deletions, insertions, reorderings and truncations
 * are found. It must not know what the rows mean.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { Anchor, type Head } from "./anchor.ts";
import { textOf } from "./rows.ts";
import { canonicalJson, sha256 } from "./canonical.ts";

export interface Verification {
  readonly ok: boolean;
  readonly events: number;
  readonly problem: string | null;
}
export interface Link extends Head {
  readonly ref: string;
  readonly digest: string;
  readonly prev: string;
}

/** The tables under the chain: how a row is named, and the text of it that is digested. */
const covered = {
  plans: { key: "id", text: "text" },
  intents: { key: "key", text: "at_ms || ' ' || call" },
  results: { key: "key", text: "at_ms || ' ' || outcome" },
  events: { key: "operation_id || '#' || number", text: "body" },
} as const;
export type CoveredTable = keyof typeof covered;
const tables = Object.keys(covered) as CoveredTable[];

const start: Head = { seq: 0, hash: "0".repeat(64) };
const hashOf = ({ seq, ref, digest, prev }: Omit<Link, "hash">) =>
  sha256(prev + canonicalJson({ seq, ref, digest }));

export class Audit {
  readonly #database: DatabaseSync;
  readonly #anchor: Anchor;
  readonly #insert: StatementSync;
  readonly #newest: StatementSync;
  /** Found when the journal was opened; the anchor is then left as it is, as evidence. */
  readonly #broken: string | null;

  constructor(database: DatabaseSync, journalPath: string) {
    this.#database = database;
    this.#anchor = new Anchor(journalPath);
    this.#insert = database.prepare(
      "INSERT INTO audit (seq, ref, digest, prev, hash) VALUES (?, ?, ?, ?, ?)",
    );
    this.#newest = database.prepare("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
    this.#broken = this.#anchorProblem();
    this.anchor();
  }

  /** Within the transaction that writes the row. Call `anchor` when that is committed. */
  append(table: CoveredTable, key: string, text: string): void {
    const head = this.#head();
    const link = {
      seq: head.seq + 1,
      ref: `${table}/${key}`,
      digest: sha256(text),
      prev: head.hash,
    };
    this.#insert.run(link.seq, link.ref, link.digest, link.prev, hashOf(link));
  }

  anchor(): void {
    if (this.#broken === null) this.#anchor.write(this.#head());
  }

  verify(): Verification {
    const problem =
      this.#broken ?? this.#anchorProblem() ?? this.#chainProblem() ?? this.#rowProblem();
    return { ok: problem === null, events: this.#head().seq, problem };
  }

  close(): void {
    this.#anchor.close();
  }

  #head(): Head {
    return (this.#newest.get() as unknown as Head | undefined) ?? start;
  }

  #anchorProblem(): string | null {
    const anchored = this.#anchor.read();
    if (!anchored)
      return this.#head().seq === 0 ? null : "The audit's anchor file is missing or unreadable.";
    if (anchored.seq === 0) return null;
    const link = this.#database.prepare("SELECT hash FROM audit WHERE seq = ?").get(anchored.seq);
    if (!link)
      return `The audit was cut: entry ${String(anchored.seq)}, which the anchor names, is gone.`;
    return link["hash"] === anchored.hash
      ? null
      : "The audit is not the one that the anchor was written for.";
  }

  #chainProblem(): string | null {
    let head = start;
    for (const row of this.#database.prepare("SELECT * FROM audit ORDER BY seq").iterate()) {
      const link = row as unknown as Link;
      if (link.seq !== head.seq + 1)
        return `Entry ${String(head.seq + 1)} of the audit is missing.`;
      if (link.prev !== head.hash || link.hash !== hashOf(link)) {
        return `Entry ${String(link.seq)} of the audit (${link.ref}) was changed.`;
      }
      head = link;
    }
    return null;
  }

  #rowProblem(): string | null {
    for (const table of tables) {
      const problem = this.#tableProblem(table);
      if (problem) return problem;
    }
    return null;
  }

  #tableProblem(table: CoveredTable): string | null {
    const { key, text } = covered[table];
    const linked = this.#database.prepare("SELECT digest FROM audit WHERE ref = ?");
    const seen = new Set<string>();
    for (const row of this.#database
      .prepare(`SELECT ${key} AS key, ${text} AS text FROM ${table}`)
      .iterate()) {
      const ref = `${table}/${textOf(row, "key")}`;
      const link = linked.get(ref);
      if (!link) return `${ref} is not in the audit: it was added from outside.`;
      if (sha256(textOf(row, "text")) !== link["digest"]) return `${ref} was changed.`;
      seen.add(ref);
    }
    return this.#deletedRow(table, seen);
  }

  #deletedRow(table: CoveredTable, seen: ReadonlySet<string>): string | null {
    const refs = this.#database.prepare("SELECT ref FROM audit WHERE ref BETWEEN ? AND ?");
    for (const row of refs.iterate(`${table}/`, `${table}/\u{10ffff}`)) {
      const ref = textOf(row, "ref");
      if (!seen.has(ref)) return `${ref} was deleted.`;
    }
    return null;
  }
}
