/**
 * The user's connections as JSON in the data folder: names, profiles, regions. No credential is ever in it: those
 * stay in AWS's own files. Written whole to a new file which then takes the old one's place.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { BennuError } from "../../shared/errors.ts";
import type { Connection } from "../../shared/model/connection.ts";
import { connectionId } from "../../shared/model/ids.ts";

const connectionSchema = z.strictObject({
  id: z.string().min(1).transform(connectionId),
  name: z.string(),
  kind: z.literal("aws"),
  profile: z.string(),
  region: z.string(),
  endpoint: z.string().nullable(),
  environment: z.enum(["prod", "stage", "dev"]),
  colour: z.string(),
  readOnly: z.boolean(),
  promised: z.number().int().min(0).exactOptional(),
});
const fileSchema = z.strictObject({ format: z.literal(1), connections: z.array(connectionSchema) });

export class ConnectionFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Throws `invalid-input` for a file that can't be made out, and leaves it as it is. */
  read(): readonly Connection[] {
    if (!existsSync(this.#path)) return [];
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#path, "utf8"))).connections;
    } catch (error) {
      throw unreadable(this.#path, error);
    }
  }

  write(connections: readonly Connection[]): void {
    const own = connections.filter((connection) => connection.kind === "aws");
    const text = JSON.stringify({ format: 1, connections: own }, null, 2);
    writeFileSync(`${this.#path}.new`, `${text}\n`, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function unreadable(path: string, error: unknown): BennuError {
  const [issue] = error instanceof z.ZodError ? error.issues : [];
  const what = issue ? `${issue.path.join(".")}: ${issue.message}` : "it is not JSON";
  return new BennuError({
    code: "invalid-input",
    message:
      `${path} can't be read (${what}). No fleet was touched and the file was left as it is. ` +
      "Correct it, or move it away to begin without connections.",
    details: { file: path },
  });
}
