/**
 * The head of the audit chain, kept in a file of its own beside the journal. Written in place, in one piece, after
 * each commit: it is never ahead of the journal, and after a crash at most one commit behind.
 */
import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export class Anchor {
  readonly #path: string;
  #file: number | null = null;

  constructor(journalPath: string) {
    this.#path = `${journalPath}.anchor`;
  }

  /** Null: there is no anchor, or it can't be read as one. */
  read(): Head | null {
    if (!existsSync(this.#path)) return null;
    const match = /^(\d{12}) ([0-9a-f]{64})\n$/.exec(readFileSync(this.#path, "utf8"));
    return match?.[1] && match[2] ? { seq: Number(match[1]), hash: match[2] } : null;
  }

  write(head: Head): void {
    if (this.#file === null) {
      if (!existsSync(this.#path)) writeFileSync(this.#path, "");
      this.#file = openSync(this.#path, "r+");
    }
    writeSync(this.#file, `${String(head.seq).padStart(12, "0")} ${head.hash}\n`, 0);
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
