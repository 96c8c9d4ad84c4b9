/**
 * Ends what a bake started. After the fresh boot it also takes away an image that was not verified, with its
 * snapshots: a failed or stopped bake leaves its log and nothing else. Also carried out on every way out.
 * It touches only what carries this operation's tag.
 */
import type { ImageFact, ServerFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { listWords } from "../../words/counts.ts";
import type { Decision, Memory, WorkOf } from "../decision.ts";

type Work = WorkOf<"end-builder">;

export interface EndBuilderSeen {
  /** Of this operation and role, not terminated; after the fresh boot the builder too. */
  readonly servers: readonly ServerFact[];
  /** When the newest was asked for, if none is listed, not even one that has ended; null: one is, or none was. */
  readonly askedAtMs: number | null;
  /** Of this operation; looked at after the fresh boot only. */
  readonly image: ImageFact | null;
  /** Of those that an earlier look found, the ones that are still there. */
  readonly snapshots: readonly string[];
}

/** A request may reach AWS a minute late, and a list may lag behind by another. */
const LISTED_WITHIN_MS = 130_000;

export function decideEndBuilder(
  work: Work,
  seen: EndBuilderSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  return (
    endServers(work, seen.servers) ??
    mayAppear(work, seen, nowMs) ??
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
  if (servers.length === 0 || work.goesOn === true) return null;
  const note = `The ${listWords([...new Set(servers.map(roleOf))])} is shutting down`;
  return { kind: "wait", note, recheckMs: 5000, progress: null };
}

const roleOf = ({ tags }: ServerFact) => (tags[TAG.role] === "builder" ? "builder" : "test boot");

function mayAppear(work: Work, { askedAtMs }: EndBuilderSeen, nowMs: number): Decision | null {
  if (askedAtMs === null || nowMs - askedAtMs >= LISTED_WITHIN_MS) return null;
  const note = `The ${work.role} was asked for and isn't listed yet; waiting for it, to end it`;
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
  if (work.role === "builder")
    return work.goesOn === true ? "The builder ends" : "The builder is gone";
  return memory.outputs.verified
    ? "The test boot is gone"
    : "Nothing of this bake is left but its log";
}
