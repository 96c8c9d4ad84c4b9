/**
 * Makes the image of a builder that is off. AWS has no token for CreateImage: the unique name and the operation's
 * tag take its place. A snapshot may take a day; that ends in an image, never in an orphan.
 */
import type { ImageFact, ServerFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import {
  acceptedAtMs,
  failed,
  failedIfItStays,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import {
  notListed,
  pending,
  reasonOf,
  type ImageComing,
  type Now,
} from "../images/image-coming.ts";

type Work = WorkOf<"make-image">;

export interface MakeImageSeen extends ImageComing {
  readonly builder: ServerFact | null;
}

export function decideMakeImage(
  work: Work,
  seen: MakeImageSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const [image] = seen.images;
  if (image) return found(work, image, seen, { memory, nowMs });
  const madeAtMs = acceptedAtMs(memory, "CreateImage");
  if (madeAtMs !== null) return notListed("image", nowMs - madeAtMs, goneWords(work));
  if (!seen.builder || !["stopped", "running", "stopping"].includes(seen.builder.state)) {
    const end = seen.builder ? failed : failedIfItStays;
    return end(
      "The builder is gone, so no image can be made of it. No fleet was touched. Bake again.",
    );
  }
  return create(work, seen.builder, memory);
}

function found(work: Work, image: ImageFact, seen: MakeImageSeen, now: Now): Decision {
  if (image.tags[TAG.operation] !== now.memory.operationId) {
    return failed(
      `An image named ${work.name} exists already, made by someone else. It was left alone. Bake again.`,
    );
  }
  if (image.state === "available") {
    const note = `${image.id} is available`;
    const produced = { imageId: image.id, snapshots: image.snapshotIds };
    return { kind: "done", note, produced, bake: { imageId: image.id } };
  }
  if (image.state === "pending")
    return { ...pending(image, "written", seen, now), bake: { imageId: image.id } };
  return failed(
    `AWS could not make the image ${image.id} (${image.state}): ${reasonOf(image)}. ` +
      "It is taken away. Bake again; if it stays so, ask AWS's support with that id.",
  );
}

const goneWords = ({ name }: Work) =>
  `The image ${name} was made but isn't there any more: someone deregistered it. Bake again.`;

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
