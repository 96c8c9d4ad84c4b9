/**
 * The worker's side of the inventory: opens connections, each with a cloud of its own, and does what the main thread
 * says. Runs in a worker thread, or for tests on the other end of any port.
 */
import type { MessagePort } from "node:worker_threads";
import { assertNever } from "../../shared/assert-never.ts";
import { BennuError } from "../../shared/errors.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import {
  remembered,
  type CredentialSource,
  type Credentials,
} from "../aws/credentials/credential-source.ts";
import { makeCloud } from "../aws/make-cloud.ts";
import { realClock } from "../aws/real-clock.ts";
import { machineTime } from "../aws/sending/monotonic.ts";
import type { Cloud } from "../ports.ts";
import { endpointOverPort } from "../practice/wire/port.ts";
import { practiceRequestHandler } from "../practice/wire/request-handler.ts";
import { ConnectionLoop } from "./connection-loop.ts";
import { followedClock, type FollowedClock } from "./followed-clock.ts";
import type { Batch, CredentialsAnswer, FromWorker, Opening, ToWorker } from "./messages.ts";
import { Outbox } from "./outbox.ts";

type Port = Pick<MessagePort, "on" | "postMessage" | "close">;

interface Open {
  readonly loop: ConnectionLoop;
  readonly clock: FollowedClock | null;
  readonly outbox: Outbox;
}

export function serveInventory(port: Port): void {
  const server = new InventoryServer(port);
  port.on("message", (message: ToWorker) => server.obey(message));
}

class InventoryServer {
  readonly #port: Port;
  #batches: MessagePort | null = null;
  readonly #open = new Map<ConnectionId, Open>();
  readonly #asked = new Map<number, (answer: CredentialsAnswer) => void>();
  #lastAskId = 0;

  constructor(port: Port) {
    this.#port = port;
  }

  obey(message: ToWorker): void {
    switch (message.kind) {
      case "open":
        return this.#openConnection(message.opening);
      case "close":
        return this.#closeConnection(message.connectionId);
      case "refresh":
        return void this.#open.get(message.connectionId)?.loop.refresh(message.groupNames);
      case "sync":
        return this.#open.get(message.connectionId)?.loop.syncNow();
      case "extras":
        return this.#open.get(message.connectionId)?.loop.setExtras(message.extras);
      case "clock":
        this.#open.get(message.connectionId)?.clock?.follow(message.clock);
        return this.#open.get(message.connectionId)?.loop.tellState();
      case "credentials":
        this.#asked.get(message.askId)?.(message.answer);
        return void this.#asked.delete(message.askId);
      case "batches":
        this.#batches = message.port;
        return;
      case "stop":
        for (const { loop } of this.#open.values()) loop.stop();
        this.#batches?.close();
        return this.#port.close();
      default:
        return assertNever(message, "message to the inventory");
    }
  }

  #openConnection(opening: Opening): void {
    const { id } = opening.connection;
    const held = this.#open.get(id);
    held?.loop.stop();
    const { cloud, clock } = this.#cloudFor(opening);
    const outbox = held?.outbox ?? new Outbox(opening, (batch) => this.#postBatch(batch));
    const parts = { opening, cloud, outbox, time: machineTime };
    const loop = new ConnectionLoop(parts, held?.loop.heritage());
    this.#open.set(id, { loop, clock, outbox });
    void loop
      .run()
      .finally(() => opening.access.kind === "practice" && opening.access.port.close());
  }

  #closeConnection(id: ConnectionId): void {
    this.#open.get(id)?.loop.stop();
    this.#open.delete(id);
  }

  #cloudFor({ connection, access }: Opening): {
    readonly cloud: Cloud;
    readonly clock: FollowedClock | null;
  } {
    const random = { next: () => Math.random() };
    if (access.kind === "practice") {
      const clock = followedClock(access.clock, () => Date.now(), machineTime);
      const requestHandler = practiceRequestHandler(endpointOverPort(access.port));
      const transport = { kind: "practice", requestHandler } as const;
      return {
        cloud: makeCloud({ connection, clock, random, credentials: null, transport }),
        clock,
      };
    }
    const transport = { kind: "network", endpoints: access.endpoints } as const;
    const credentials = remembered(
      () => this.#askCredentials(connection.id),
      () => Date.now(),
    );
    return {
      cloud: makeCloud({ connection, clock: realClock, random, credentials, transport }),
      clock: null,
    };
  }

  #askCredentials: (id: ConnectionId) => ReturnType<CredentialSource> = (connectionId) =>
    new Promise<Credentials>((resolve, reject) => {
      this.#lastAskId += 1;
      this.#asked.set(this.#lastAskId, (answer) =>
        answer.ok ? resolve(answer.credentials) : reject(new BennuError(answer.error)),
      );
      this.#tell({ kind: "credentials-wanted", askId: this.#lastAskId, connectionId });
    });

  #postBatch(batch: Batch): void {
    this.#batches?.postMessage(batch);
    this.#tell({ kind: "batches-wait" });
  }

  #tell(message: FromWorker): void {
    this.#port.postMessage(message);
  }
}
