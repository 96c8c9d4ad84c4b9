/**
 * A small JSON file of the data folder: read once, checked, and written whole to a new file that takes its place. One
 * that can't be made out stops what rests on it alone: the console starts, and running operations go on.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { BennuError } from "../../shared/errors.ts";

export class JsonFile<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  readonly #nothing: T;
  #value: T | null = null;

  constructor(path: string, schema: z.ZodType<T>, nothing: T) {
    this.#path = path;
    this.#schema = schema;
    this.#nothing = nothing;
  }

  /** Throws `invalid-input` as long as the file can't be made out: nothing in it is dropped unseen. */
  get value(): T {
    this.#value ??= existsSync(this.#path) ? read(this.#path, this.#schema) : this.#nothing;
    return this.#value;
  }

  write(value: T): void {
    writeFileSync(`${this.#path}.new`, `${JSON.stringify(value, null, 2)}\n`, {
      mode: 0o600,
      // Without it, a machine that loses its power may be left with an empty file of the new name.
      flush: true,
    });
    renameSync(`${this.#path}.new`, this.#path);
    this.#value = value;
  }
}

function read<T>(path: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    const what = issue ? `${issue.path.join(".")}: ${issue.message}` : "it is not JSON";
    throw new BennuError({
      code: "invalid-input",
      message:
        `${path} can't be read (${what}). What rests on it stands still, and the file was left as it is. ` +
        "Correct it, or move it away to go on without it.",
      details: { file: path },
    });
  }
}
