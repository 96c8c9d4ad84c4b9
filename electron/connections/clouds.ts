/**
 * The main thread's cloud of each connection, for plans and operations; the inventory's worker has its own. A cloud
 * is opened with what the user's files say at that moment, and anew when the user asks for another try.
 */
import { toErrorData } from "../../shared/errors.ts";
import { BennuError } from "../../shared/errors.ts";
import type { Connection } from "../../shared/model/connection.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { AwsFiles } from "../aws/credentials/profiles.ts";
import { makeCloud } from "../aws/make-cloud.ts";
import { accessAws } from "../aws/open-aws-cloud.ts";
import { realClock } from "../aws/real-clock.ts";
import type { ConnectionAccess } from "../inventory/inventory.ts";
import type { Cloud, Random } from "../ports.ts";
import { endpointOverPort } from "../practice/wire/port.ts";
import { practiceRequestHandler } from "../practice/wire/request-handler.ts";
import type { PracticeRegions } from "./practice-regions.ts";

export interface CloudsParts {
  readonly practice: Pick<PracticeRegions, "of">;
  readonly files: AwsFiles;
  readonly random: Random;
  readonly wall: () => number;
}

export class Clouds {
  readonly #parts: CloudsParts;
  readonly #open = new Map<ConnectionId, Cloud>();
  readonly #failed = new Map<ConnectionId, BennuError>();

  constructor(parts: CloudsParts) {
    this.#parts = parts;
  }

  /** For the inventory: how its worker reaches the connection. */
  async access(connection: Connection): Promise<ConnectionAccess> {
    const { practice, files, wall } = this.#parts;
    if (connection.kind === "practice") {
      const region = practice.of(connection.id);
      return {
        kind: "practice",
        openPort: () => region.openPort(),
        clock: () => region.reading(),
      };
    }
    return { kind: "aws", ...(await accessAws(connection, files, null, wall)) };
  }

  /** Why it can't be opened is kept, and said when it is needed. */
  async open(connection: Connection): Promise<void> {
    this.close(connection.id);
    try {
      this.#open.set(connection.id, await this.#make(connection));
    } catch (error) {
      this.#failed.set(connection.id, new BennuError(toErrorData(error)));
    }
  }

  close(id: ConnectionId): void {
    this.#open.get(id)?.close();
    this.#open.delete(id);
    this.#failed.delete(id);
  }

  closeAll(): void {
    for (const id of [...this.#open.keys()]) this.close(id);
  }

  find(id: ConnectionId): Cloud | null {
    return this.#open.get(id) ?? null;
  }

  /** Throws why it couldn't be opened, or that there is none. */
  get(id: ConnectionId): Cloud {
    const cloud = this.#open.get(id);
    if (cloud) return cloud;
    const message = `There is no connection ${id}. It may have been removed: look at Connections.`;
    throw this.#failed.get(id) ?? new BennuError({ code: "not-found", message });
  }

  async #make(connection: Connection): Promise<Cloud> {
    const { practice, random } = this.#parts;
    const access = await this.access(connection);
    if (access.kind === "practice") {
      const requestHandler = practiceRequestHandler(endpointOverPort(access.openPort()));
      const transport = { kind: "practice", requestHandler } as const;
      const { clock } = practice.of(connection.id);
      return makeCloud({ connection, clock, random, credentials: null, transport });
    }
    const transport = { kind: "network", endpoints: access.endpoints } as const;
    return makeCloud({
      connection,
      clock: realClock,
      random,
      credentials: access.credentials,
      transport,
    });
  }
}
