/**
 * What the executor needs of operations that a step starts and watches. A child's id follows from its campaign, its key
 * and the attempt: a crash, or a second try at the same moment, starts nothing twice.
 */
import type { ChildSeen } from "../../shared/campaign/child-states.ts";
import type { ChildWork, PartOf } from "../../shared/model/campaign.ts";
import {
  operationId,
  type ConnectionId,
  type ImageId,
  type OperationId,
} from "../../shared/model/ids.ts";

export interface ChildOrder {
  readonly partOf: PartOf;
  readonly connectionId: ConnectionId;
  readonly child: ChildWork;
  readonly image: ImageId | null;
  /** The campaign's, which were said for all. */
  readonly reason: string;
  readonly changeNumber: string | null;
}

export type ChildCame =
  | { readonly kind: "started"; readonly operationId: OperationId }
  /** What it was to bring about is there already. */
  | { readonly kind: "found"; readonly imageId: ImageId | null; readonly note: string }
  | { readonly kind: "refused"; readonly reason: string; readonly cure: string }
  /** Nobody wants it any more: the campaign was paused or ended meanwhile. */
  | { readonly kind: "unwanted" };

export interface Children {
  /** The newest attempt at each child that was ever begun, by key. */
  seen(campaign: OperationId, keys: readonly string[]): ReadonlyMap<string, ChildSeen>;
  /** Throws where the world can't be read: nothing was started then. */
  begin(order: ChildOrder, isWanted: () => boolean): Promise<ChildCame>;
  /** Asks for it; doesn't wait. */
  stop(id: OperationId, reason: string): void;
}

export const childId = (campaign: OperationId, key: string, attempt: number): OperationId =>
  operationId(`${campaign}-${key}-${String(attempt)}`);
