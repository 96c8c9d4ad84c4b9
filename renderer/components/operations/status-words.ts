import type { OperationStatus } from "../../../shared/model/operation.ts";
import type { PlanKind } from "../../../shared/model/plan.ts";
import type { Tone } from "../../ui/tone.ts";

const words: Readonly<Record<OperationStatus, { readonly text: string; readonly tone: Tone }>> = {
  running: { text: "running", tone: "busy" },
  paused: { text: "paused", tone: "warn" },
  stopping: { text: "stopping", tone: "warn" },
  succeeded: { text: "succeeded", tone: "good" },
  failed: { text: "failed", tone: "bad" },
  stopped: { text: "stopped", tone: "neutral" },
  superseded: { text: "a rollback took over", tone: "info" },
};

export const statusWords = (status: OperationStatus) => words[status];

const kinds: Readonly<Record<PlanKind, string>> = {
  replace: "Replacement",
  rollback: "Rollback",
  retire: "Retirement",
  bake: "Bake",
  copy: "Copy",
  sweep: "Sweep",
  mark: "Mark on an image",
  revoke: "Revocation",
  campaign: "Campaign",
  inspect: "Inspection",
  retention: "Retention",
  promise: "Kept images",
  "put-back": "Put back",
};

export const kindWords = (kind: PlanKind) => kinds[kind];
