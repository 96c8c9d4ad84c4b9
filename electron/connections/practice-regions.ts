/**
 * The practice regions of this console: which there are, which are open, and the worker that each lives in. The first
 * is always open; the others are opened when the user wants them, and stay so until they are closed.
 */
import { join } from "node:path";
import { BennuError } from "../../shared/errors.ts";
import type { Connection } from "../../shared/model/connection.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { PracticeScenario } from "../practice/practice-world.ts";
import { EmbeddedPractice } from "./practice-cloud-host.ts";
import { PRACTICE_PLACES, practiceId } from "./practice-connection.ts";
import type { PracticePlace } from "./practice-connection.ts";
import { OpenRegionsFile } from "./open-regions-file.ts";
import { rehearsalId, Rehearsals } from "./rehearsals.ts";
import type { Rehearsal } from "../rehearsal/make-rehearsal.ts";

export interface PracticeRegionsParts {
  readonly worker: URL;
  readonly dataDir: string;
  /** Of a region that isn't there yet; one that was kept goes on as it is. */
  readonly speed: number;
  readonly scenario: PracticeScenario;
  readonly onFault: (message: string) => void;
}

export class PracticeRegions {
  readonly #parts: PracticeRegionsParts;
  readonly #file: OpenRegionsFile;
  readonly #rehearsals: Rehearsals;
  readonly #workers = new Map<string, EmbeddedPractice>();
  readonly #open = new Set<ConnectionId>([practiceId]);

  private constructor(parts: PracticeRegionsParts) {
    this.#parts = parts;
    this.#file = new OpenRegionsFile(join(parts.dataDir, "practice-open.json"));
    this.#rehearsals = new Rehearsals(parts.dataDir);
  }

  static async start(parts: PracticeRegionsParts): Promise<PracticeRegions> {
    const regions = new PracticeRegions(parts);
    await regions.#begin(regions.place(practiceId));
    const known = new Set<string>(regions.places.map(({ connection }) => connection.id));
    const kept = regions.#file.read().filter((id) => known.has(id) && id !== practiceId);
    for (const id of kept) await regions.#reopen(id);
    return regions;
  }

  /** One that can't be opened is told and left closed: the others and the console go on. */
  async #reopen(id: ConnectionId): Promise<void> {
    try {
      await this.open(id);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#parts.onFault(`${this.place(id).connection.name} could not be opened: ${why}`);
    }
  }

  get places(): readonly PracticePlace[] {
    return [...PRACTICE_PLACES, ...this.#rehearsals.places];
  }

  isOpen(id: ConnectionId): boolean {
    return this.#open.has(id);
  }

  connections(): readonly Connection[] {
    return this.places.map(({ connection }) => connection).filter(({ id }) => this.#open.has(id));
  }

  /** Throws `not-found` for what is no practice region. */
  place(id: ConnectionId): PracticePlace {
    const found = this.places.find(({ connection }) => connection.id === id);
    if (found) return found;
    throw new BennuError({ code: "not-found", message: `${id} is no practice region of Bennu.` });
  }

  /** Throws `refused` while it is closed. */
  of(id: ConnectionId): EmbeddedPractice {
    const { worker, connection } = this.place(id);
    const found = this.#open.has(id) ? this.#workers.get(worker) : undefined;
    if (found) return found;
    const message = `${connection.name} is closed. Open it first, in the practice panel.`;
    throw new BennuError({ code: "refused", message });
  }

  /** Open ones that share its worker, itself among them. */
  beside(id: ConnectionId): readonly ConnectionId[] {
    const { worker } = this.place(id);
    return this.places
      .filter((place) => place.worker === worker && this.#open.has(place.connection.id))
      .map(({ connection }) => connection.id);
  }

  async open(id: ConnectionId): Promise<Connection> {
    const place = this.place(id);
    const practice = this.#workers.get(place.worker) ?? (await this.#begin(place));
    if (!place.isHome)
      await practice.control(null, { kind: "lay-out", region: place.connection.region });
    this.#open.add(id);
    this.#file.write([...this.#open]);
    return place.connection;
  }

  /** Makes a practice region of what was read of a connection, over an earlier one, and opens it. */
  async rehearse(source: Connection, rehearsal: Rehearsal): Promise<Connection> {
    const id = rehearsalId(source.id);
    if (this.#open.has(id)) await this.close(id);
    this.#rehearsals.keep(source, rehearsal);
    return this.open(id);
  }

  /** Its world is kept, and goes on where it stopped when it is opened again. */
  async close(id: ConnectionId): Promise<void> {
    const { worker, isHome } = this.place(id);
    if (id === practiceId)
      throw new BennuError({ code: "refused", message: "The first practice region stays open." });
    this.#open.delete(id);
    this.#file.write([...this.#open]);
    const practice = isHome ? this.#workers.get(worker) : undefined;
    if (!practice) return;
    this.#workers.delete(worker);
    await practice.stop();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#workers.values()].map((practice) => practice.stop()));
  }

  async #begin(place: PracticePlace): Promise<EmbeddedPractice> {
    const isRehearsal = place.about?.origin.kind === "rehearsal";
    const whole = isRehearsal ? this.#rehearsals.withSeed(place) : place;
    const { worker, scenario, connection, about } = whole;
    const { speed, dataDir, onFault } = this.#parts;
    const practice = await EmbeddedPractice.start(this.#parts.worker, {
      speed,
      scenario: { ...this.#parts.scenario, ...scenario },
      stateFile: join(dataDir, `${worker}.json`),
      ...(about ? { about } : {}),
      onFailure: (error) =>
        onFault(`${connection.name} stopped: ${error.message} Start Bennu again.`),
    });
    this.#workers.set(worker, practice);
    return practice;
  }
}
