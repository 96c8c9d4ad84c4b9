/**
 * Topics: live tables that a renderer opens once (a snapshot with a revision) and then follows by deltas.
 * A delta whose `from` isn't the revision one holds means: open again.
 */
import type { ConnectionState } from "../model/connection.ts";
import type { FleetView, ImageView, ServerView } from "../model/fleet.ts";
import type { OperationDetail, OperationEvent, OperationSummary } from "../model/operation.ts";
import type { PracticeView } from "../model/practice/practice.ts";
import type { RecipeFolderView, RecipeSummary } from "../model/recipe.ts";
import type { SlotServer } from "../slots/slot-server.ts";

export interface TopicRows {
  readonly connections: ConnectionState;
  readonly fleets: FleetView;
  readonly images: ImageView;
  readonly operations: OperationSummary;
  /** Scope: a fleet id, or `*` for every server. */
  readonly servers: ServerView;
  /** Scope: an operation id; one row. */
  readonly operation: OperationDetail;
  /** Scope: an operation id, or `*` for the newest 500 of all. */
  readonly events: OperationEvent;
  /** Scope: an operation id; its servers as its looks saw them. */
  readonly slots: SlotServer;
  /** The practice regions, open or not. */
  readonly practice: PracticeView;
  /** Of the folder that `recipeFolder`, one row, tells of. */
  readonly recipes: RecipeSummary;
  readonly recipeFolder: RecipeFolderView;
}
export type TopicName = keyof TopicRows;
export const topicNames = [
  "connections",
  "fleets",
  "images",
  "operations",
  "servers",
  "operation",
  "events",
  "slots",
  "practice",
  "recipes",
  "recipeFolder",
] as const satisfies readonly TopicName[];

/** Two connections can hold the same AMI: two profiles of one account, an image that is shared, practice regions. */
export const imageKey = (connectionId: string, imageId: string): string =>
  `${connectionId}/${imageId}`;

/** Two connections to one account tell of the same servers, each in fleets of its own. */
export const serverKey = (connectionId: string, serverId: string): string =>
  `${connectionId}/${serverId}`;

const connectionOf = ({ fleetId }: ServerView) => fleetId.slice(0, fleetId.indexOf("/"));

/** Each row's key: connections by connection.id, images by `imageKey`, servers by `serverKey`, events by `operationId/seq`, recipes by file, all others by id. */
export function rowKey<T extends TopicName>(topic: T, row: TopicRows[T]): string {
  if (topic === "connections") return (row as ConnectionState).connection.id;
  if (topic === "recipes") return (row as RecipeSummary).file;
  if (topic === "images") {
    const { connectionId, id } = row as ImageView;
    return imageKey(connectionId, id);
  }
  if (topic === "servers") {
    const server = row as ServerView;
    return serverKey(connectionOf(server), server.id);
  }
  if (topic === "events") {
    const event = row as OperationEvent;
    return `${event.operationId}/${String(event.seq)}`;
  }
  return (row as { id: string }).id;
}

export interface TopicSnapshot<T extends TopicName = TopicName> {
  readonly topic: T;
  readonly scope: string | null;
  readonly revision: number;
  readonly rows: readonly TopicRows[T][];
}
export interface TopicDelta<T extends TopicName = TopicName> {
  readonly topic: T;
  readonly scope: string | null;
  readonly from: number;
  readonly revision: number;
  readonly upserts: readonly TopicRows[T][];
  readonly removes: readonly string[];
}

/** What main sends unasked. */
export type ConsoleEvent =
  | { readonly event: "topic:changed"; readonly delta: TopicDelta }
  | {
      readonly event: "notice:raised";
      readonly level: "info" | "good" | "warn" | "bad";
      readonly text: string;
      readonly link: string | null;
      /** Of an operation that is stuck: no longer true once that one goes on. */
      readonly whileStuck?: string;
    };
