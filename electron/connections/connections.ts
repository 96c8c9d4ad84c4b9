/** Which connections there are: the practice cloud first, then the user's. Opening and closing goes through here. */
import { BennuError } from "../../shared/errors.ts";
import type { Connection } from "../../shared/model/connection.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { Clouds } from "./clouds.ts";
import type { ConnectionFile } from "./connection-file.ts";
import type { PracticeRegions } from "./practice-regions.ts";

export class Connections {
  readonly #clouds: Clouds;
  readonly #file: ConnectionFile;
  readonly #inventory: Inventory;
  readonly #practice: Pick<PracticeRegions, "connections">;
  #all: readonly Connection[] = [];

  constructor(parts: {
    clouds: Clouds;
    file: ConnectionFile;
    inventory: Inventory;
    practice: Pick<PracticeRegions, "connections">;
  }) {
    this.#practice = parts.practice;
    this.#clouds = parts.clouds;
    this.#file = parts.file;
    this.#inventory = parts.inventory;
  }

  async openAll(): Promise<void> {
    this.#all = [...this.#practice.connections(), ...this.#file.read()];
    await Promise.all(this.#all.map((connection) => this.#open(connection)));
  }

  get(id: string): Connection {
    const found = this.#all.find((connection) => connection.id === id);
    if (found) return found;
    throw new BennuError({
      code: "not-found",
      message: `There is no connection ${id}: look at Connections.`,
    });
  }

  async add(connection: Connection): Promise<void> {
    const same = this.#all.find(({ name }) => name === connection.name);
    if (same) throw new BennuError({ code: "already-exists", message: taken(connection.name) });
    const all = [...this.#all, connection];
    this.#file.write(all);
    this.#all = all;
    await this.#open(connection);
  }

  /** Of the user's own connections: practice keeps what it has. */
  async promise(id: ConnectionId, promised: number): Promise<Connection> {
    const known = this.get(id);
    if (known.kind === "practice")
      throw new BennuError({ code: "refused", message: practicePromises });
    const changed = { ...known, promised };
    const all = this.#all.map((one) => (one.id === id ? changed : one));
    this.#file.write(all);
    this.#all = all;
    await this.#clouds.open(changed);
    await this.#inventory.change(changed);
    return changed;
  }

  remove(id: ConnectionId): void {
    if (this.get(id).kind === "practice")
      throw new BennuError({ code: "refused", message: practiceStays });
    const all = this.#all.filter((connection) => connection.id !== id);
    this.#file.write(all);
    this.#all = all;
    this.#inventory.remove(id);
    this.#clouds.close(id);
  }

  /** A practice region that was opened. */
  async addPractice(connection: Connection): Promise<void> {
    this.#all = [...this.#all, connection];
    await this.#open(connection);
  }

  /** A practice region that is about to be closed. */
  removePractice(id: ConnectionId): void {
    this.#all = this.#all.filter((connection) => connection.id !== id);
    this.#inventory.remove(id);
    this.#clouds.close(id);
  }

  /** With what the user's files say now. */
  async retry(id: ConnectionId): Promise<void> {
    await this.#clouds.open(this.get(id));
    await this.#inventory.retry(id);
  }

  async #open(connection: Connection): Promise<void> {
    await this.#clouds.open(connection);
    await this.#inventory.add(connection);
  }
}

const taken = (name: string) =>
  `There is a connection called ${name} already. Nothing was added. Choose another name.`;
const practicePromises =
  "A practice region keeps three earlier generations of each fleet returnable. Nothing was changed.";
const practiceStays =
  "A practice region is part of Bennu and can't be removed; all but the first can be closed in the practice panel.";
