import { decideTagImage, type ImageSeen } from "../../../../shared/decide/images/tag-image.ts";
import { lookAtImage } from "./look-at-image.ts";
import type { StepModule } from "../step.ts";

export const tagImage: StepModule<"tag-image", ImageSeen> = {
  kind: "tag-image",
  look: (work, { reader }) => lookAtImage(work.imageId, reader),
  decide: decideTagImage,
  onWayOut: false,
  undo: "The tag can be written anew at any time; no server is touched.",
};
