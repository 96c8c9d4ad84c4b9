/**
 * One connection's cloud on the AWS SDK. Owns the SDK's clients; no SDK type leaves this folder. A practice
 * connection is built so that it can't reach a network, and this is checked before its first call.
 */
import type { Connection } from "../../shared/model/connection.ts";
import type { Clock, Cloud, Random } from "../ports.ts";
import type { CredentialSource } from "./credentials/credential-source.ts";
import { practiceCredentials } from "./credentials/practice-credentials.ts";
import { createActor } from "./perform.ts";
import { createCloudReader, createRegionPages } from "./reading/cloud-reader.ts";
import { defaultBudgets, type Budgets } from "./sending/budgets.ts";
import { createClients, type Clients } from "./sending/clients.ts";
import { machineTime, type Monotonic } from "./sending/monotonic.ts";
import { createRateLimiter } from "./sending/rate-limiter.ts";
import { createSend, type Send } from "./sending/send.ts";
import { visitorOf } from "./sending/visit.ts";
import { assertBuiltForPractice, assertNoEscape, type Transport } from "./sending/transport.ts";

export interface CloudParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly random: Pick<Random, "next">;
  /** Null for the practice cloud, which has its own. */
  readonly credentials: CredentialSource | null;
  readonly transport: Transport;
  readonly time?: Monotonic;
  /** Null: no limit, as for the practice cloud, whose world may run 600 times as fast as AWS. */
  readonly budgets?: Budgets | null;
}

export function makeCloud(parts: CloudParts): Cloud {
  const { connection, clock, transport } = parts;
  assertNoEscape(connection, transport);
  const practice = transport.kind === "practice";
  const time = parts.time ?? machineTime;
  const budgets = parts.budgets === undefined ? (practice ? null : defaultBudgets) : parts.budgets;
  const limiter = createRateLimiter(budgets, time);
  const credentials = practice ? practiceCredentials : (parts.credentials ?? noCredentials);
  const clients = createClients(connection, transport, credentials);
  const send = guarded(createSend({ limiter, time, random: parts.random }), clients, transport);
  const context = { clients, send, clock, visit: visitorOf(transport, connection) };
  return {
    connection,
    clock,
    reader: createCloudReader(context),
    actor: createActor(context),
    pages: createRegionPages(context),
    callsPerMinute: () => limiter.callsPerMinute(),
    slowedForMs: () => limiter.slowedForMs(),
    close: () =>
      Object.values(clients).forEach((client: Clients[keyof Clients]) => client.destroy()),
  };
}

/** Looks at the built clients of a practice connection once, before anything is sent. */
function guarded(send: Send, clients: Clients, transport: Transport): Send {
  if (transport.kind === "network") return send;
  const built = Object.values(clients).map(({ config }: Clients[keyof Clients]) =>
    assertBuiltForPractice(config, transport.requestHandler),
  );
  const checked = Promise.all(built);
  checked.catch(() => undefined);
  return async (outgoing) => {
    await checked;
    return send(outgoing);
  };
}

const noCredentials: CredentialSource = () =>
  Promise.reject(new Error("No credentials were given."));
