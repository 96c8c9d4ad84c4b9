/**
 * A copy of an image in the region and account of the connection. It is looked for by its name first, which is unique,
 * and asked for with a client token, so a lost answer or a restart finds the one that was made. AWS may take a day.
 */
import type { ImageFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { acceptedAtMs, failed, type Decision, type Memory, type WorkOf } from "../decision.ts";
import {
  notListed,
  pending,
  reasonOf,
  type ImageComing,
  type Now,
} from "../images/image-coming.ts";

type Work = WorkOf<"copy-image">;

export function decideCopyImage(
  work: Work,
  seen: ImageComing,
  memory: Memory,
  nowMs: number,
): Decision {
  const [image] = seen.images;
  if (image) return found(work, image, seen, { memory, nowMs });
  const madeAtMs = acceptedAtMs(memory, "CopyImage");
  if (madeAtMs === null) return copy(work, memory);
  const gone = `The copy ${work.name} was begun but isn't there any more: someone deregistered it. Copy it again.`;
  return notListed("copy", nowMs - madeAtMs, gone);
}

function found(work: Work, image: ImageFact, seen: ImageComing, now: Now): Decision {
  const isOurs = image.tags[TAG.operation] === now.memory.operationId;
  const isSame = image.tags[TAG.copyOf] === work.tags[TAG.copyOf];
  if (!isOurs && !isSame)
    return failed(
      `An image named ${work.name} is there already, ${image.id}, and is no copy of ${work.sourceImageId}. It was left alone.`,
    );
  if (image.state === "available") {
    const note = isOurs ? `${image.id} is available` : `${image.id} was copied before`;
    return { kind: "done", note, produced: { imageId: image.id } };
  }
  if (image.state === "pending") return pending(image, "copied", seen, now);
  return failed(
    `AWS could not copy the image: ${image.id} is ${image.state}: ${reasonOf(image)}. ` +
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
