import { decideDisableImage } from "../../../../shared/decide/images/disable-image.ts";
import type { ImageSeen } from "../../../../shared/decide/images/tag-image.ts";
import { lookAtImage } from "./look-at-image.ts";
import type { StepModule } from "../step.ts";

export const disableImage: StepModule<"disable-image", ImageSeen> = {
  kind: "disable-image",
  look: (work, { reader }) => lookAtImage(work.imageId, reader),
  decide: decideDisableImage,
  onWayOut: false,
  undo: "It can be enabled again at any time; launch permissions that AWS took off must be given again.",
};
