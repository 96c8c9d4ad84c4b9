/**
 * Rehearsals: practice regions that begin as a copy of a real connection's inventory. In the data folder lie an index
 * of them and each one's seed, which holds ids and names, no user data and no secret; a reset begins from it again.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Connection } from "../../shared/model/connection.ts";
import { connectionId } from "../../shared/model/ids.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { RehearsalSeed } from "../practice/world/seed/rehearsal/rehearsal-seed.ts";
import type { Rehearsal } from "../rehearsal/make-rehearsal.ts";
import { practicePlace } from "./practice-connection.ts";
import type { PracticePlace } from "./practice-connection.ts";

const entrySchema = z.strictObject({
  id: z.string().regex(/^rehearsal-[\w-]+$/),
  name: z.string().min(1),
  region: z.string().min(1),
  accountId: z.string().regex(/^\d{12}$/),
  notes: z.array(z.string()),
});
const indexSchema = z.strictObject({ format: z.literal(1), rehearsals: z.array(entrySchema) });
type Entry = z.infer<typeof entrySchema>;

export class Rehearsals {
  readonly #folder: string;
  #entries: readonly Entry[];

  constructor(dataDir: string) {
    this.#folder = join(dataDir, "rehearsals");
    this.#entries = this.#readIndex();
  }

  get places(): readonly PracticePlace[] {
    return this.#entries.map((entry) => placeOf(entry));
  }

  /** With what its world is made from. */
  withSeed(place: PracticePlace): PracticePlace {
    const path = this.#seedPath(place.connection.id);
    const seed = JSON.parse(readFileSync(path, "utf8")) as RehearsalSeed;
    const scenario = { ...place.scenario, rehearsal: seed, startMs: seed.takenAtMs };
    return { ...place, scenario };
  }

  /** In the place of an earlier one of the same connection. */
  keep(source: Connection, { seed, leftOut, assumed }: Rehearsal): PracticePlace {
    const entry: Entry = {
      id: rehearsalId(source.id),
      name: `Rehearsal of ${source.name}`,
      region: seed.region,
      accountId: seed.accountId,
      notes: [...leftOut.map((words) => `Left out: ${words}`), ...assumed],
    };
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    replaceFile(this.#seedPath(entry.id), JSON.stringify(seed));
    rmSync(join(this.#folder, `${entry.id}.region.json`), { force: true });
    this.#entries = [...this.#entries.filter(({ id }) => id !== entry.id), entry];
    replaceFile(this.#indexPath(), JSON.stringify({ format: 1, rehearsals: this.#entries }));
    return placeOf(entry);
  }

  #readIndex(): readonly Entry[] {
    if (!existsSync(this.#indexPath())) return [];
    try {
      return indexSchema.parse(JSON.parse(readFileSync(this.#indexPath(), "utf8"))).rehearsals;
    } catch {
      return [];
    }
  }

  #indexPath(): string {
    return join(this.#folder, "index.json");
  }

  #seedPath(id: string): string {
    return join(this.#folder, `${id}.seed.json`);
  }
}

export const rehearsalId = (source: ConnectionId): ConnectionId =>
  connectionId(`rehearsal-${source.replace(/[^\w-]/g, "-")}`);

function placeOf({ id, name, region, accountId, notes }: Entry): PracticePlace {
  const place = practicePlace(connectionId(id), name, region, `rehearsals/${id}.region`);
  const original = name.replace(/^Rehearsal of /, "");
  const about = { origin: { kind: "rehearsal" as const, name: original, seed: 1 }, notes };
  return { ...place, accountId, scenario: { seed: 1 }, about };
}

function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
