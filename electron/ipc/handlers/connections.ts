import { connectionId } from "../../../shared/model/ids.ts";
import type { ConnectionId } from "../../../shared/model/ids.ts";
import type { BakeChoices } from "../../../shared/contract/requests.ts";
import type { OperationSummary } from "../../../shared/model/operation.ts";
import type { Profiles } from "../../aws/credentials/profiles.ts";
import type { Connections } from "../../connections/connections.ts";
import type { Inventory } from "../../inventory/inventory.ts";
import type { Cloud, Random } from "../../ports.ts";
import type { Handlers } from "../gate.ts";
import { refuseWhileRunning } from "./running-there.ts";

type Own = Pick<
  Handlers,
  | "connection:profiles"
  | "connection:add"
  | "connection:remove"
  | "connection:retry"
  | "connection:promise"
  | "connection:choices"
>;

export interface ConnectionParts {
  readonly connections: Connections;
  readonly inventory: Pick<Inventory, "facts">;
  readonly random: Random;
  profiles(): Promise<Profiles>;
  cloudOf(id: ConnectionId): Cloud;
  operations(): readonly OperationSummary[];
}

export function connectionHandlers(parts: ConnectionParts): Own {
  const { connections, random } = parts;
  return {
    "connection:profiles": () => parts.profiles(),
    "connection:add": async (payload) => {
      const id = connectionId(random.id("connection"));
      const connection = { ...payload, id, kind: "aws" as const };
      await connections.add(connection);
      return connection;
    },
    "connection:remove": async (payload) => {
      const id = connectionId(payload.connectionId);
      refuseWhileRunning(
        parts.operations(),
        [id],
        "Wait until they end, or stop them, then remove it.",
      );
      connections.remove(id);
      return null;
    },
    "connection:retry": async (payload) => {
      await connections.retry(connectionId(payload.connectionId));
      return null;
    },
    "connection:promise": ({ connectionId: id, generations }) =>
      connections.promise(connectionId(id), generations),
    "connection:choices": async (payload) => choices(parts, connectionId(payload.connectionId)),
  };
}

/** Instance types are those in use: what this account is known to be able to run. */
async function choices(parts: ConnectionParts, id: ConnectionId): Promise<BakeChoices> {
  const subnets = await parts.cloudOf(id).reader.subnets();
  const { servers, templateVersions } = parts.inventory.facts(id);
  const used = [...servers.values(), ...templateVersions.values()].flatMap(
    (fact) => fact.instanceType ?? [],
  );
  const instanceTypes = [...new Set(used)].toSorted();
  return {
    subnets: subnets.map(({ id: subnet, zone, name }) => ({ id: subnet, zone, name })),
    instanceTypes,
  };
}
