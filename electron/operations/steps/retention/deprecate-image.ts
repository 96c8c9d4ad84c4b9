import { decideDeprecateImage } from "../../../../shared/decide/retention/deprecate-image.ts";
import type { ImageSeen } from "../../../../shared/decide/images/tag-image.ts";
import { lookAtImage } from "../images/look-at-image.ts";
import type { StepModule } from "../step.ts";

export const deprecateImage: StepModule<"deprecate-image", ImageSeen> = {
  kind: "deprecate-image",
  look: (work, { reader }) => lookAtImage(work.imageId, reader),
  decide: decideDeprecateImage,
  onWayOut: false,
  undo: "A deprecation can be set and taken off at any time.",
};
