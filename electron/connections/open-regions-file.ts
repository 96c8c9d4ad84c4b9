/** Which practice regions the user has opened, as JSON in the data folder. A file that can't be read counts as empty. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { connectionId } from "../../shared/model/ids.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";

const fileSchema = z.strictObject({
  format: z.literal(1),
  open: z.array(z.string().min(1).transform(connectionId)),
});

export class OpenRegionsFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  read(): readonly ConnectionId[] {
    if (!existsSync(this.#path)) return [];
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#path, "utf8"))).open;
    } catch {
      return [];
    }
  }

  write(open: readonly ConnectionId[]): void {
    writeFileSync(`${this.#path}.new`, `${JSON.stringify({ format: 1, open })}\n`, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}
