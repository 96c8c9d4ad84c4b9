/**
 * What an operation made, and what of it is gone, from the calls that it made and what they brought into being: nothing
 * that a bake leaves is ever nameless.
 */
import type { StepOutput } from "../decide/decision.ts";
import type { MadeThing } from "../model/bake.ts";
import type { Call, CallOutcome } from "../model/call.ts";
import { TAG } from "../model/tags.ts";

export interface MadeBy {
  readonly call: Call;
  readonly atMs: number;
  readonly outcome: CallOutcome | null;
}

/** In the order in which they came into being. */
export function madeThings(calls: readonly MadeBy[], outputs: StepOutput): readonly MadeThing[] {
  const things = new Map<string, MadeThing>();
  const add = (kind: MadeThing["kind"], id: string | undefined, madeAtMs: number) => {
    if (id !== undefined && !things.has(id)) things.set(id, { kind, id, madeAtMs, goneAtMs: null });
  };
  const end = (id: string, goneAtMs: number) => {
    const thing = things.get(id);
    if (thing) things.set(id, { ...thing, goneAtMs });
  };
  for (const made of calls) {
    for (const [kind, id] of madeOf(made, outputs)) add(kind, id, made.atMs);
    if (made.outcome?.kind === "ok")
      for (const id of goneOf(made.call, outputs)) end(id, made.atMs);
  }
  return [...things.values()];
}

/** An answer that was lost is no reason to forget what a later look found. */
function madeOf(
  { call, outcome }: MadeBy,
  outputs: StepOutput,
): readonly (readonly [MadeThing["kind"], string | undefined])[] {
  if (outcome?.kind === "failed") return [];
  const produced = outcome?.kind === "ok" ? outcome.produced : {};
  switch (call.call) {
    case "RunInstances": {
      const isBuilder = call.tags[TAG.role] === "builder";
      const found = isBuilder ? outputs.builderId : outputs.freshBootId;
      const volumes = (isBuilder ? outputs.builderVolumes : outputs.freshBootVolumes) ?? [];
      const servers = produced.serverIds ?? (found === undefined ? [] : [found]);
      return [
        ...servers.map((id) => ["server", id] as const),
        ...volumes.map((id) => ["volume", id] as const),
      ];
    }
    case "CreateImage":
    case "CopyImage":
      return [
        ["image", produced.imageId ?? outputs.imageId],
        ...(outputs.snapshots ?? []).map((id) => ["snapshot", id] as const),
      ];
    case "PutObject":
      return [["object", `s3://${call.bucket}/${call.key}`]];
    default:
      return [];
  }
}

function goneOf(call: Call, outputs: StepOutput): readonly string[] {
  switch (call.call) {
    case "TerminateInstances":
      return [...call.serverIds, ...call.serverIds.flatMap((id) => volumesOf(id, outputs))];
    case "DeregisterImage":
      return [call.imageId, ...(call.withSnapshots === true ? (outputs.snapshots ?? []) : [])];
    case "DeleteSnapshot":
      return [call.snapshotId];
    case "DeleteObject":
      return [`s3://${call.bucket}/${call.key}`];
    default:
      return [];
  }
}

/** A builder's volumes end with it. */
const volumesOf = (server: string, outputs: StepOutput) =>
  server === outputs.builderId
    ? (outputs.builderVolumes ?? [])
    : server === outputs.freshBootId
      ? (outputs.freshBootVolumes ?? [])
      : [];
