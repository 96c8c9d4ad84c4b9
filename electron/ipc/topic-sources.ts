/** Fills the live tables from the inventory (connections, fleets, images, servers) and from the operations. */
import { imageKey, serverKey } from "../../shared/contract/topics.ts";
import { operationId } from "../../shared/model/ids.ts";
import type { ConnectionId, OperationId } from "../../shared/model/ids.ts";
import type { ConnectionState } from "../../shared/model/connection.ts";
import type { ServerView } from "../../shared/model/fleet.ts";
import { BennuError } from "../../shared/errors.ts";
import type { Inventory, InventoryChange } from "../inventory/inventory.ts";
import type { ViewDelta, ViewRows, ViewTable } from "../inventory/messages.ts";
import type { Operations } from "../operations/operations.ts";
import { practiceTopic } from "./practice-topic.ts";
import { recipeFolderTopic, recipesTopic } from "./recipe-topics.ts";
import { neededScope } from "./topics.ts";
import type { PracticePanel } from "../connections/practice-panel.ts";
import type { RecipeFolder } from "../recipes/recipe-folder.ts";
import type { Later, TopicSource, TopicSources, TopicTable } from "./topics.ts";

export interface SourceParts {
  readonly inventory: Pick<Inventory, "connections" | "state" | "views" | "onChange">;
  readonly operations: Pick<
    Operations,
    "summaries" | "summary" | "detail" | "events" | "slots" | "onChange"
  >;
  /** The state with the newest reading of its clock. */
  readonly freshClock: (state: ConnectionState) => ConnectionState;
  readonly later: Later;
  readonly panel: Pick<PracticePanel, "follow">;
  readonly recipes: Pick<RecipeFolder, "recipes" | "view" | "onChange">;
}

export function topicSources(parts: SourceParts): TopicSources {
  return {
    connections: connections(parts),
    fleets: views(parts, "fleets", (_, id) => id),
    images: views(parts, "images", imageKey),
    servers: servers(parts),
    operations: operations(parts),
    operation: operation(parts),
    events: events(parts),
    slots: slots(parts),
    practice: practiceTopic(parts.panel),
    recipes: recipesTopic(parts.recipes),
    recipeFolder: recipeFolderTopic(parts.recipes),
  };
}

function connections({ inventory, freshClock }: SourceParts): TopicSource<"connections"> {
  return (table) => {
    const put = (state: ConnectionState | null) => state && table.put([freshClock(state)]);
    for (const { id } of inventory.connections()) put(inventory.state(id));
    return inventory.onChange((change) => {
      if (change.removed) table.remove([change.connectionId]);
      else put(change.state);
    });
  };
}

/** A connection's own rows go by their ids; `keyOf` says what such a row's key is among those of all connections. */
function views<T extends "fleets" | "images">(
  { inventory }: SourceParts,
  name: T,
  keyOf: (connection: ConnectionId, id: string) => string,
): TopicSource<T> {
  return (table) => {
    for (const { id } of inventory.connections()) {
      table.put([...inventory.views(id)[name].values()] as unknown as readonly ViewRowsOf<T>[]);
    }
    return inventory.onChange((change) => {
      for (const delta of deltasOf(change, name)) {
        table.remove(delta.removes.map((id) => keyOf(change.connectionId, id)));
        table.put(delta.upserts as unknown as readonly ViewRowsOf<T>[]);
      }
    });
  };
}
type ViewRowsOf<T extends "fleets" | "images"> = Parameters<TopicTable<T>["put"]>[0][number];

/** A server that went over to another fleet leaves the first one's table; what another connection says of it doesn't count. */
function servers({ inventory }: SourceParts): TopicSource<"servers"> {
  return (table, scope) => {
    const fleet = neededScope("servers", scope);
    const within = (server: ServerView) => fleet === "*" || server.fleetId === fleet;
    for (const { id } of inventory.connections()) {
      table.put([...inventory.views(id).servers.values()].filter(within));
    }
    return inventory.onChange((change) => {
      if (fleet !== "*" && !fleet.startsWith(`${change.connectionId}/`)) return;
      for (const delta of deltasOf(change, "servers")) {
        const rows = delta.upserts as readonly ViewRows["servers"][];
        const gone = [...delta.removes, ...rows.filter((row) => !within(row)).map(({ id }) => id)];
        table.remove(gone.map((id) => serverKey(change.connectionId, id)));
        table.put(rows.filter(within));
      }
    });
  };
}

function deltasOf(change: InventoryChange, name: ViewTable): readonly ViewDelta[] {
  return change.views.filter(({ table }) => table === name);
}

function operations({ operations: all, later }: SourceParts): TopicSource<"operations"> {
  return (table) => {
    table.put(all.summaries());
    const fill = gathered<OperationId>(later, (ids) => {
      table.put(ids.map((id) => all.summary(id)).filter((row) => row !== null));
    });
    const off = all.onChange(
      (change) => change.kind === "operation" && fill.add(change.operationId),
    );
    return () => (off(), fill.end());
  };
}

function operation({ operations: all, later }: SourceParts): TopicSource<"operation"> {
  return (table, scope) => {
    const id = operationId(neededScope("operation", scope));
    const first = all.detail(id);
    if (!first)
      throw new BennuError({
        code: "not-found",
        message: `There is no operation ${id} in this journal.`,
      });
    table.put([first]);
    const fill = gathered<OperationId>(later, () => {
      const detail = all.detail(id);
      if (detail) table.put([detail]);
    });
    const off = all.onChange(
      (change) => change.kind === "operation" && change.operationId === id && fill.add(id),
    );
    return () => (off(), fill.end());
  };
}

function events({ operations: all }: SourceParts): TopicSource<"events"> {
  return (table, scope) => {
    const id = neededScope("events", scope);
    table.put(all.events(id === "*" ? null : operationId(id)));
    return all.onChange((change) => {
      if (change.kind === "event" && (id === "*" || change.event.operationId === id))
        table.put([change.event]);
    });
  };
}

function slots({ operations: all }: SourceParts): TopicSource<"slots"> {
  return (table, scope) => {
    const id = operationId(neededScope("slots", scope));
    table.put(all.slots(id));
    return all.onChange((change) => {
      if (change.kind === "slots" && change.operationId === id) table.put(change.servers);
    });
  };
}

/** Many changes within one batch time are worked out once. */
function gathered<T>(later: Later, work: (items: readonly T[]) => void) {
  const waiting = new Set<T>();
  let ended = false;
  const flush = () => {
    const items = [...waiting];
    waiting.clear();
    if (!ended) work(items);
  };
  return {
    add: (item: T) => {
      if (waiting.size === 0) later(flush);
      waiting.add(item);
    },
    end: () => void (ended = true),
  };
}
