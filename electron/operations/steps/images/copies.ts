import { decideCopyImage } from "../../../../shared/decide/copy/copy-image.ts";
import {
  decideRemoveCopy,
  type RemoveCopySeen,
} from "../../../../shared/decide/copy/remove-copy.ts";
import {
  decideShareImage,
  type ShareImageSeen,
} from "../../../../shared/decide/copy/share-image.ts";
import type { ImageComing } from "../../../../shared/decide/images/image-coming.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { snapshotPercent } from "../bake/make-image.ts";
import type { StepModule } from "../step.ts";

export const copyImage: StepModule<"copy-image", ImageComing> = {
  kind: "copy-image",
  look: async (work, { reader }) => {
    const images = await reader.imagesByName(work.name);
    const percent = await snapshotPercent(reader, images[0]?.snapshotIds ?? []);
    return { images, snapshotPercent: percent };
  },
  decide: decideCopyImage,
  onWayOut: false,
  undo: "A copy that isn't whole in the end is deregistered with its snapshots; one that is whole stays.",
};

export const shareImage: StepModule<"share-image", ShareImageSeen> = {
  kind: "share-image",
  look: async (work, { reader, outputs }) => {
    const id = work.imageId ?? outputs.imageId;
    if (id === undefined) return { image: null, sharedWith: null };
    const [[image = null], permissions] = await Promise.all([
      reader.images([id]),
      reader.launchPermissions(id),
    ]);
    return { image, sharedWith: permissions?.accounts ?? null };
  },
  decide: decideShareImage,
  onWayOut: false,
  undo: "Take the accounts off the image's launch permissions in AWS's console.",
};

export const removeCopy: StepModule<"remove-copy", RemoveCopySeen> = {
  kind: "remove-copy",
  look: async (work, { reader, operationId, made }) => {
    const images = await reader.imagesByName(work.name);
    const image = images.find(({ tags }) => tags[TAG.operation] === operationId) ?? null;
    const asked = made("CopyImage").filter(({ outcome }) => outcome?.kind !== "failed");
    return { image, askedAtMs: asked.at(-1)?.atMs ?? null };
  },
  decide: decideRemoveCopy,
  onWayOut: true,
  undo: "It takes away only what isn't whole: copy again.",
};
