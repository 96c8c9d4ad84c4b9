/** What passes between the main thread and the inventory worker. Plain data, and ports that are handed over. */
import type { MessagePort } from "node:worker_threads";
import type { BennuErrorData } from "../../shared/errors.ts";
import type { ClockReading, Connection, ConnectionState } from "../../shared/model/connection.ts";
import type { LeftSizes } from "../../shared/drift/drift-case.ts";
import type { FactTable, Facts } from "../../shared/model/facts.ts";
import type { FleetView, ImageView, ServerView } from "../../shared/model/fleet.ts";
import type { ConnectionId, FleetId, GroupName } from "../../shared/model/ids.ts";
import {
  noReturnFacts,
  type PastReturns,
  type ReturnFacts,
} from "../../shared/model/facts/return-facts.ts";
import type { CutFact } from "../../shared/model/manifest.ts";
import type { FleetPolicy } from "../../shared/rules/fleet-policy.ts";
import type { Credentials } from "../aws/credentials/credential-source.ts";
import type { Endpoints } from "../aws/sending/transport.ts";

/** What only the main thread knows and the views show. */
export interface ViewExtras {
  /** What this console's own operations hold, by fleet. */
  readonly heldBy: ReadonlyMap<FleetId, string>;
  /** Images whose manifest the journal keeps. */
  readonly knownManifests: ReadonlySet<string>;
  /** Those of them that don't list all packages. */
  readonly cutManifests: ReadonlyMap<string, CutFact>;
  /** Limits that ended operations of this console changed for a time and left so. */
  readonly leftSizes: readonly LeftSizes[];
  readonly returnFacts: ReturnFacts;
  readonly pastReturns: ReadonlyMap<FleetId, PastReturns>;
}
export const noExtras: ViewExtras = {
  heldBy: new Map(),
  knownManifests: new Set(),
  cutManifests: new Map(),
  leftSizes: [],
  returnFacts: noReturnFacts,
  pastReturns: new Map(),
};

/** Credentials don't travel with it: the worker asks for them when a call needs them, and keeps them in memory. */
export type WorkerAccess =
  | { readonly kind: "practice"; readonly port: MessagePort; readonly clock: ClockReading }
  | { readonly kind: "aws"; readonly endpoints: Endpoints };

export interface Opening {
  /** Told back with every batch, so that those of a connection that was removed and added again aren't mixed up. */
  readonly mirrorId: number;
  readonly connection: Connection;
  readonly access: WorkerAccess;
  readonly policy: FleetPolicy;
  /** Machine time between two passes. */
  readonly pauseMs: number;
}

export type ToWorker =
  /** First of all: where batches are to be posted. */
  | { readonly kind: "batches"; readonly port: MessagePort }
  | { readonly kind: "open"; readonly opening: Opening }
  | { readonly kind: "close"; readonly connectionId: ConnectionId }
  | {
      readonly kind: "refresh";
      readonly connectionId: ConnectionId;
      readonly groupNames: readonly GroupName[];
    }
  | { readonly kind: "sync"; readonly connectionId: ConnectionId }
  | { readonly kind: "extras"; readonly connectionId: ConnectionId; readonly extras: ViewExtras }
  | { readonly kind: "clock"; readonly connectionId: ConnectionId; readonly clock: ClockReading }
  | { readonly kind: "credentials"; readonly askId: number; readonly answer: CredentialsAnswer }
  | { readonly kind: "stop" };

export type CredentialsAnswer =
  | { readonly ok: true; readonly credentials: Credentials }
  | { readonly ok: false; readonly error: BennuErrorData };

/** Batches have a port of their own, from which the main thread takes one at a time; this says that there are some. */
export type FromWorker =
  | { readonly kind: "batches-wait" }
  | {
      readonly kind: "credentials-wanted";
      readonly askId: number;
      readonly connectionId: ConnectionId;
    };

type RowOf<Table extends FactTable> =
  Facts[Table] extends ReadonlyMap<string, infer Row> ? Row : never;
export type FactRow = { readonly [Table in FactTable]: RowOf<Table> }[FactTable];

export interface FactDelta {
  readonly table: FactTable;
  readonly upserts: readonly (readonly [key: string, row: FactRow])[];
  readonly removes: readonly string[];
}

export interface ViewRows {
  readonly fleets: FleetView;
  readonly servers: ServerView;
  readonly images: ImageView;
}
export type ViewTable = keyof ViewRows;
export const viewTables = ["fleets", "servers", "images"] as const satisfies readonly ViewTable[];

export interface ViewDelta {
  readonly table: ViewTable;
  readonly upserts: readonly ViewRows[ViewTable][];
  /** Ids, within the connection whose views these are. */
  readonly removes: readonly string[];
}

/** Small enough that taking it in holds the main thread for a few milliseconds at most. */
export interface Batch {
  readonly mirrorId: number;
  readonly connectionId: ConnectionId;
  /** One more than that of the batch before it. */
  readonly revision: number;
  readonly facts: readonly FactDelta[];
  readonly views: readonly ViewDelta[];
  readonly state: ConnectionState | null;
}
