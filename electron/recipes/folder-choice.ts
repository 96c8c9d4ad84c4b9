/** Which folder of recipes the user chose, as JSON in the data folder. A file that can't be made out chooses none. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";

const fileSchema = z.strictObject({ format: z.literal(1), folder: z.string().min(1) });

export class FolderChoice {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Null: none. */
  read(): string | null {
    if (!existsSync(this.#path)) return null;
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#path, "utf8"))).folder;
    } catch {
      // Nothing hangs on it but which recipes are shown, and the screen says which folder they are from.
      return null;
    }
  }

  write(folder: string | null): void {
    if (folder === null) return rmSync(this.#path, { force: true });
    const text = JSON.stringify({ format: 1, folder }, null, 2);
    writeFileSync(`${this.#path}.new`, `${text}\n`, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}
