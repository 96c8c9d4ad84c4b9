/** Has AWS itself refuse, or allow again, to start servers from an image. */
import { failed, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { listLags } from "../lagging.ts";
import { imageIsGone, type ImageSeen } from "./tag-image.ts";

export function decideDisableImage(
  { imageId, isDisabled }: WorkOf<"disable-image">,
  { image }: ImageSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (!image) return imageIsGone(imageId);
  const wanted = isDisabled ? "disabled" : "available";
  if (image.state === wanted)
    return {
      kind: "done",
      note: isDisabled
        ? `AWS starts nothing from ${image.name} any more`
        : `AWS starts servers from ${image.name} again`,
    };
  if (image.state !== "available" && image.state !== "disabled")
    return failed(`AWS calls the image ${image.name} ${image.state}: it can't be ${wanted}.`);
  const call = isDisabled ? ("DisableImage" as const) : ("EnableImage" as const);
  return (
    listLags(memory, call, nowMs) ?? {
      kind: "act",
      note: isDisabled ? `Disabling ${image.name} at AWS` : `Enabling ${image.name} at AWS`,
      calls: [{ call, imageId }],
    }
  );
}
