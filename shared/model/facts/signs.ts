/**
 * Facts that are read only where a group doesn't get on, to name what holds it: AWS's own names, no judgement.
 * Times are epoch milliseconds on the connection's clock.
 */
import type { GroupName, ServerId, TemplateId } from "../ids.ts";

export interface HookFact {
  readonly name: string;
  readonly groupName: GroupName;
  /** autoscaling:EC2_INSTANCE_LAUNCHING or autoscaling:EC2_INSTANCE_TERMINATING. */
  readonly transition: string;
  readonly heartbeatSeconds: number | null;
  /** What AWS does when nobody answers: CONTINUE or ABANDON. */
  readonly defaultResult: string;
}

/** EC2's status checks of a running server: ok, impaired, insufficient-data, not-applicable, initializing. */
export interface StatusCheckFact {
  readonly serverId: ServerId;
  readonly system: string;
  readonly instance: string;
}

/**
 * AWS's statuses: Pending, InProgress, Baking, Cancelling, RollbackInProgress, and the five that end it:
 * Successful, Failed, Cancelled, RollbackSuccessful, RollbackFailed.
 */
export interface RefreshFact {
  readonly id: string;
  readonly groupName: GroupName;
  readonly status: string;
  readonly reason: string | null;
  /** Null while it is pending, as are the next two. */
  readonly startedAtMs: number | null;
  /** Not linear, and no share of servers: never derive a count from it. */
  readonly percent: number | null;
  /** Servers that are still to be updated; on the way back: those that the refresh never came to. */
  readonly toUpdate: number | null;
  readonly endedAtMs: number | null;
  /** Null: it was started without a desired configuration. */
  readonly desired: { readonly templateId: TemplateId; readonly version: string } | null;
  readonly minHealthyPercentage: number | null;
  readonly maxHealthyPercentage: number | null;
  /** Left out: not known, as in what was written down before it was read. */
  readonly instanceWarmupSeconds?: number | null;
  readonly checkpointPercentages: readonly number[];
  readonly rollback: { readonly reason: string | null; readonly startedAtMs: number | null } | null;
}

const ended: readonly string[] = [
  "Successful",
  "Failed",
  "Cancelled",
  "RollbackSuccessful",
  "RollbackFailed",
];

export const isActiveRefresh = ({ status }: Pick<RefreshFact, "status">) => !ended.includes(status);
