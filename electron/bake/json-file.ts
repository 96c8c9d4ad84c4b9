/** A small JSON file of the data folder: read once, checked, and written whole to a new file that takes its place. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { BennuError } from "../../shared/errors.ts";

export class JsonFile<T> {
  readonly #path: string;
  #value: T;

  /** Throws `invalid-input` for a file that can't be made out: nothing in it is dropped unseen. */
  constructor(path: string, schema: z.ZodType<T>, nothing: T) {
    this.#path = path;
    this.#value = existsSync(path) ? read(path, schema) : nothing;
  }

  get value(): T {
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
        `${path} can't be read (${what}). Nothing was started and the file was left as it is. ` +
        "Correct it, or move it away to begin without it.",
      details: { file: path },
    });
  }
}
