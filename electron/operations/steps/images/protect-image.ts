import { decideProtectImage } from "../../../../shared/decide/images/protect-image.ts";
import type { ImageSeen } from "../../../../shared/decide/images/tag-image.ts";
import { lookAtImage } from "./look-at-image.ts";
import type { StepModule } from "../step.ts";

export const protectImage: StepModule<"protect-image", ImageSeen> = {
  kind: "protect-image",
  look: (work, { reader }) => lookAtImage(work.imageId, reader),
  decide: decideProtectImage,
  onWayOut: false,
  undo: "The protection can be switched at any time; no server is touched.",
};
