/**
 * What a return to an earlier generation needs beside what the inventory reads, as it was last looked at. Each with
 * its time on the connection's clock: a reading of an hour ago is shown as one.
 */
import type { GroupName } from "../ids.ts";
import type { Strategy } from "../intent.ts";

export interface Looked<Found> {
  readonly atMs: number;
  readonly found: Found;
}
/** By what was asked for; `found: null`: AWS knows none. What is missing was never asked for, or could not be read. */
type LookedUp<Found> = ReadonlyMap<string, Looked<Found | null>>;

export interface SnapshotFact {
  /** pending, completed, error, recoverable, recovering. */
  readonly state: string;
  /** Null: not encrypted. */
  readonly kmsKeyId: string | null;
}
export interface RoomFact {
  readonly zone: string;
  readonly freeAddresses: number;
}
/** The newest launch of a group that AWS refused for want of capacity. */
export interface ShortageFact {
  readonly atMs: number;
  readonly message: string;
}

export interface ReturnFacts {
  readonly snapshots: LookedUp<SnapshotFact>;
  readonly subnets: LookedUp<RoomFact>;
  readonly securityGroups: LookedUp<true>;
  /** By instance type: the zones that offer it. */
  readonly offerings: LookedUp<readonly string[]>;
  /** By group; null: AWS refused none in the hour before. */
  readonly shortages: LookedUp<ShortageFact>;
}

export const noReturnFacts: ReturnFacts = {
  snapshots: new Map(),
  subnets: new Map(),
  securityGroups: new Map(),
  offerings: new Map(),
  shortages: new Map(),
};

/** What is to be looked at: each list may be empty. */
export interface ReturnQuestion {
  readonly snapshots: readonly string[];
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly offerings: readonly string[];
  readonly shortages: readonly GroupName[];
}

/** How long this fleet's earlier returns took, and how its servers came, by this console's journal. */
export interface PastReturns {
  readonly warmMs: readonly number[];
  readonly coldMs: readonly number[];
  /** By new servers or roots in the group that it has. */
  readonly inPlaceMs?: readonly number[];
  /** By which it was last replaced; null or left out: it isn't known. */
  readonly strategy?: Strategy | null;
}
