/**
 * Each connection's guard rails, as JSON in the data folder beside the connections. A connection without an entry has
 * its environment's defaults. Written whole to a new file which then takes the old one's place.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { guardRailsSchema } from "../../shared/contract/guard-rails-schema.ts";
import { BennuError } from "../../shared/errors.ts";
import type { Connection } from "../../shared/model/connection.ts";
import { defaultGuardRails, type GuardRails } from "../../shared/model/guard-rails.ts";

const fileSchema = z.strictObject({
  format: z.literal(1),
  guardRails: z.record(z.string(), guardRailsSchema),
});

export class GuardRailFile {
  readonly #path: string;
  #all: ReadonlyMap<string, GuardRails>;

  /** Throws `invalid-input` for a file that can't be made out: no guard rail is dropped unseen. */
  constructor(path: string) {
    this.#path = path;
    this.#all = read(path);
  }

  of({ id, environment }: Pick<Connection, "id" | "environment">): GuardRails {
    return this.#all.get(id) ?? defaultGuardRails(environment);
  }

  save(id: string, rails: GuardRails): void {
    const all = new Map(this.#all).set(id, rails);
    const text = JSON.stringify({ format: 1, guardRails: Object.fromEntries(all) }, null, 2);
    writeFileSync(`${this.#path}.new`, `${text}\n`, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
    this.#all = all;
  }
}

function read(path: string): ReadonlyMap<string, GuardRails> {
  if (!existsSync(path)) return new Map();
  try {
    const { guardRails } = fileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return new Map(Object.entries(guardRails));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): BennuError {
  const [issue] = error instanceof z.ZodError ? error.issues : [];
  const what = issue ? `${issue.path.join(".")}: ${issue.message}` : "it is not JSON";
  return new BennuError({
    code: "invalid-input",
    message:
      `${path} can't be read (${what}), so it isn't known what may be changed when. No fleet was touched and the ` +
      "file was left as it is. Correct it, or move it away to begin with the defaults.",
    details: { file: path },
  });
}
