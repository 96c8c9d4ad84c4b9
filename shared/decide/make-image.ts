/**
 * Makes the image of a builder that is off. AWS has no token for CreateImage: the unique name and the operation's
 * tag take its place. A snapshot may take a day; that ends in an image, never in an orphan.
 */
import type { ImageFact, ServerFact } from "../model/facts.ts";
import { TAG } from "../model/tags.ts";
import {
  acceptedAtMs,
  failed,
  failedIfItStays,
  type Decision,
  type Memory,
  type WorkOf,
} from "./decision.ts";
import { pace } from "./pace.ts";

type Work = WorkOf<"make-image">;

export interface MakeImageSeen {
  /** The account's images of that name. */
  readonly images: readonly ImageFact[];
  readonly builder: ServerFact | null;
  /** Of the image's snapshots, in percent; null while there are none. */
  readonly snapshotPercent: number | null;
}

const LISTED_WITHIN_MS = 5 * 60_000;

export function decideMakeImage(
  work: Work,
  seen: MakeImageSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const [image] = seen.images;
  if (image) return found(work, image, seen, { memory, nowMs });
  const madeAtMs = acceptedAtMs(memory, "CreateImage");
  if (madeAtMs !== null) return notListed(work, nowMs - madeAtMs);
  if (!seen.builder || !["stopped", "running", "stopping"].includes(seen.builder.state)) {
    const end = seen.builder ? failed : failedIfItStays;
    return end(
      "The builder is gone, so no image can be made of it. No fleet was touched. Bake again.",
    );
  }
  return create(work, seen.builder, memory);
}

interface Now {
  readonly memory: Memory;
  readonly nowMs: number;
}

function found(
  work: Work,
  image: ImageFact,
  seen: MakeImageSeen,
  { memory, nowMs }: Now,
): Decision {
  if (image.tags[TAG.operation] !== memory.operationId) {
    return failed(
      `An image named ${work.name} exists already, made by someone else. It was left alone. Bake again.`,
    );
  }
  if (image.state === "available") {
    const note = `${image.id} is available`;
    const produced = { imageId: image.id, snapshots: image.snapshotIds };
    return { kind: "done", note, produced, bake: { imageId: image.id } };
  }
  if (image.state === "pending") {
    return {
      kind: "wait",
      note: `${image.id} is being written${percentWords(seen.snapshotPercent)}`,
      recheckMs: pace(memory.startedAtMs, nowMs),
      progress: seen.snapshotPercent === null ? null : seen.snapshotPercent / 100,
      bake: { imageId: image.id },
    };
  }
  return failed(
    `AWS could not make the image ${image.id} (${image.state}): ${reasonOf(image.stateReason)}. ` +
      "It is taken away. Bake again; if it stays so, ask AWS's support with that id.",
  );
}

/** AWS ends some of its reasons with a full stop. */
const reasonOf = (reason: string | null) => reason?.replace(/\.$/, "") ?? "no reason was given";

const percentWords = (percent: number | null) =>
  percent === null ? "" : `, ${String(Math.round(percent))} %`;

function notListed(work: Work, forMs: number): Decision {
  if (forMs > LISTED_WITHIN_MS) {
    return failed(
      `The image ${work.name} was made but isn't there any more: someone deregistered it. Bake again.`,
    );
  }
  return {
    kind: "wait",
    note: "Waiting for the image to be listed",
    recheckMs: 3000,
    progress: null,
  };
}

function create(work: Work, builder: ServerFact, memory: Memory): Decision {
  return {
    kind: "act",
    note: `Making ${work.name} of ${builder.id}`,
    calls: [
      {
        call: "CreateImage",
        serverId: builder.id,
        name: work.name,
        description: work.description,
        tags: { ...work.tags, [TAG.operation]: memory.operationId },
      },
    ],
  };
}
