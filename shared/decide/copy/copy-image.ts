/**
 * A copy of an image in the region and account of the connection. It is looked for by its name first, which is unique,
 * and asked for with a client token, so a lost answer or a restart finds the one that was made. AWS may take a day.
 */
import type { ImageFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { acceptedAtMs, failed, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { pace } from "../pace.ts";

type Work = WorkOf<"copy-image">;

export interface CopyImageSeen {
  /** The account's images of that name. */
  readonly images: readonly ImageFact[];
  /** Of the copy's snapshots, in percent; null while there are none. */
  readonly snapshotPercent: number | null;
}

const LISTED_WITHIN_MS = 5 * 60_000;

export function decideCopyImage(
  work: Work,
  seen: CopyImageSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const [image] = seen.images;
  if (image) return found(work, image, seen, { memory, nowMs });
  const madeAtMs = acceptedAtMs(memory, "CopyImage");
  if (madeAtMs === null) return copy(work, memory);
  if (nowMs - madeAtMs > LISTED_WITHIN_MS)
    return failed(
      `The copy ${work.name} was begun but isn't there any more: someone deregistered it. Copy it again.`,
    );
  return {
    kind: "wait",
    note: "Waiting for the copy to be listed",
    recheckMs: 3000,
    progress: null,
  };
}

interface Now {
  readonly memory: Memory;
  readonly nowMs: number;
}

function found(
  work: Work,
  image: ImageFact,
  { snapshotPercent }: CopyImageSeen,
  { memory, nowMs }: Now,
): Decision {
  const isOurs = image.tags[TAG.operation] === memory.operationId;
  const isSame = image.tags[TAG.copyOf] === work.tags[TAG.copyOf];
  if (!isOurs && !isSame)
    return failed(
      `An image named ${work.name} is there already, ${image.id}, and is no copy of ${work.sourceImageId}. It was left alone.`,
    );
  if (image.state === "available") {
    const note = isOurs ? `${image.id} is available` : `${image.id} was copied before`;
    return { kind: "done", note, produced: { imageId: image.id } };
  }
  if (image.state === "pending") {
    const percent = snapshotPercent === null ? "" : `, ${String(Math.round(snapshotPercent))} %`;
    return {
      kind: "wait",
      note: `${image.id} is being copied${percent}`,
      recheckMs: pace(memory.startedAtMs, nowMs),
      progress: snapshotPercent === null ? null : snapshotPercent / 100,
    };
  }
  return failed(
    `AWS could not copy the image: ${image.id} is ${image.state}: ${image.stateReason ?? "no reason was given"}. ` +
      "It is taken away. Look at the key that it is encrypted with, then copy again.",
  );
}

function copy(work: Work, memory: Memory): Decision {
  const { kind: _, tags, ...fields } = work;
  return {
    kind: "act",
    note: `Copying ${work.sourceImageId} from ${work.sourceRegion}`,
    calls: [
      {
        call: "CopyImage",
        ...fields,
        tags: { ...tags, [TAG.operation]: memory.operationId },
        clientToken: memory.clientToken,
      },
    ],
  };
}
