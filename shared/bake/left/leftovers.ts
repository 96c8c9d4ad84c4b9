/**
 * What bakes left in an account: builders whose console never came back, images that never passed, snapshots that no
 * image needs. What an operation of this console still works on is never among it, and what another console made only
 * when its time is over.
 */
import { verificationOf } from "../../fleet/verification.ts";
import type { Leftovers, LeftThing } from "../../model/bake.ts";
import type { ImageFact, ServerFact, SnapshotFact } from "../../model/facts.ts";
import type { ConnectionId } from "../../model/ids.ts";
import { TAG } from "../../model/tags.ts";
import { parseIsoMs } from "../../words/iso-time.ts";

export interface LeftInput {
  readonly connectionId: ConnectionId;
  /** That carry a builder's tag. */
  readonly servers: readonly ServerFact[];
  /** That carry an operation's tag. */
  readonly images: readonly ImageFact[];
  readonly snapshots: readonly SnapshotFact[];
  /** Snapshots of all images of the account, as far as they are known. */
  readonly needed: ReadonlySet<string>;
  /** This console's operation: at work, or ended; null: it knows of none, so another console's, or from before. */
  readonly operation: (id: string) => "at-work" | "ended" | null;
  readonly unread: readonly string[];
  readonly nowMs: number;
}

/** A console that is late may still come back. */
const GRACE_MS = 15 * 60_000;
/** A snapshot takes a day at most, and a bake hours beside it. */
const SURELY_OVER_MS = 48 * 3600_000;

export function leftovers(input: LeftInput): Leftovers {
  const { connectionId, unread, nowMs } = input;
  return {
    connectionId,
    servers: input.servers.flatMap((server) => leftServer(server, input)),
    images: input.images.flatMap((image) => leftImage(image, input)),
    snapshots: input.snapshots.flatMap((snapshot) => leftSnapshot(snapshot, input)),
    unread,
    readAtMs: nowMs,
  };
}

function leftServer(server: ServerFact, { operation, nowMs }: LeftInput) {
  if (["terminated", "shutting-down"].includes(server.state)) return [];
  const operationId = server.tags[TAG.operation] ?? null;
  const untilMs =
    parseIsoMs(server.tags[TAG.builderUntil] ?? null) ?? server.launchedAtMs + SURELY_OVER_MS;
  const known = operationId === null ? null : operation(operationId);
  if (known === "at-work" || server.groupName !== null) return [];
  const isOver = nowMs > untilMs + GRACE_MS;
  if (known !== "ended" && !isOver) return [];
  const words =
    known === "ended"
      ? "Its operation has ended, and it still runs."
      : `It was to end by ${isoMinute(untilMs)}, and nobody came back for it.`;
  return [
    {
      ...named(server.id, server.tags["Name"], operationId, server.launchedAtMs, words),
      id: server.id,
    },
  ];
}

function leftImage(image: ImageFact, { operation, nowMs }: LeftInput) {
  const operationId = image.tags[TAG.operation];
  if (operationId === undefined || image.tags[TAG.copyOf] !== undefined) return [];
  const { kind } = verificationOf(image);
  if (kind === "verified" || image.deregistrationProtected || image.state === "deregistered")
    return [];
  const known = operation(operationId);
  const isOver = nowMs - image.createdAtMs > SURELY_OVER_MS;
  if (known === "at-work" || (known === null && !isOver)) return [];
  const why = kind === "failed" ? "It failed its tests" : "It never passed its tests";
  const words = `${why}, and ${known === "ended" ? "its bake has ended" : "its bake is long over"}.`;
  return [{ ...named(image.id, image.name, operationId, image.createdAtMs, words), id: image.id }];
}

function leftSnapshot(
  snapshot: SnapshotFact,
  { operation, needed, nowMs }: LeftInput,
): LeftThing[] {
  const operationId = snapshot.tags[TAG.operation];
  if (operationId === undefined || needed.has(snapshot.id)) return [];
  const known = operation(operationId);
  const isOver = nowMs - snapshot.startedAtMs > SURELY_OVER_MS;
  if (known === "at-work" || (known === null && !isOver)) return [];
  const words = "A bake made it, and no image is made of it any more.";
  return [named(snapshot.id, snapshot.description, operationId, snapshot.startedAtMs, words)];
}

const named = (
  id: string,
  name: string | undefined,
  operationId: string | null,
  madeAtMs: number,
  words: string,
): LeftThing => ({ id, name: name ?? id, operationId, madeAtMs, words });

const isoMinute = (atMs: number) =>
  `${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
