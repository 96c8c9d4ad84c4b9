/**
 * Ends what a bake started. After the fresh boot it also takes away an image that was not verified, with its
 * snapshots: a failed or stopped bake leaves its log and nothing else. Also carried out on every way out.
 * It touches only what carries this operation's tag.
 */
import type { ImageFact, ServerFact } from "../model/facts.ts";
import { TAG } from "../model/tags.ts";
import type { Decision, Memory, WorkOf } from "./decision.ts";

type Work = WorkOf<"end-builder">;

export interface EndBuilderSeen {
  /** Of this operation and role, not terminated. */
  readonly servers: readonly ServerFact[];
  /** Of this operation; looked at after the fresh boot only. */
  readonly image: ImageFact | null;
  /** Of those that an earlier look found, the ones that are still there. */
  readonly snapshots: readonly string[];
}

export function decideEndBuilder(work: Work, seen: EndBuilderSeen, memory: Memory): Decision {
  return (
    endServers(work, seen.servers) ??
    removeImage(work, seen, memory) ?? { kind: "done", note: endNote(work, memory) }
  );
}

function endServers(work: Work, servers: readonly ServerFact[]): Decision | null {
  const living = servers.filter((server) => server.state !== "shutting-down");
  if (living.length > 0) {
    const serverIds = living.map((server) => server.id);
    const note = `Ending the ${work.role} ${serverIds.join(", ")}`;
    return { kind: "act", note, calls: [{ call: "TerminateInstances", serverIds }] };
  }
  if (servers.length === 0) return null;
  const note = `The ${work.role} is shutting down`;
  return { kind: "wait", note, recheckMs: 5000, progress: null };
}

function removeImage(work: Work, seen: EndBuilderSeen, memory: Memory): Decision | null {
  if (work.role !== "fresh-boot" || memory.outputs.verified) return null;
  const { image } = seen;
  if (image && !isVerified(image) && image.tags[TAG.operation] === memory.operationId) {
    return {
      kind: "act",
      note: `Taking away ${image.id}, which did not pass`,
      calls: [{ call: "DeregisterImage", imageId: image.id }, ...deletions(image.snapshotIds)],
      kept: { snapshots: image.snapshotIds },
    };
  }
  if (seen.snapshots.length === 0) return null;
  const kept = { snapshots: seen.snapshots };
  return { kind: "act", note: "Deleting its snapshots", calls: deletions(seen.snapshots), kept };
}

const deletions = (snapshots: readonly string[]) =>
  snapshots.map((snapshotId) => ({ call: "DeleteSnapshot", snapshotId }) as const);

const isVerified = (image: ImageFact) => image.tags[TAG.verified]?.startsWith("passed") ?? false;

function endNote(work: Work, memory: Memory): string {
  if (work.role === "builder") return "The builder is gone";
  return memory.outputs.verified
    ? "The test boot is gone"
    : "Nothing of this bake is left but its log";
}
