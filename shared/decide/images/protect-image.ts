/** Protects an image from deregistration, or does so no longer. */
import { failed, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { listLags } from "../lagging.ts";
import { imageIsGone, type ImageSeen } from "./tag-image.ts";

export function decideProtectImage(
  { imageId, isProtected }: WorkOf<"protect-image">,
  { image }: ImageSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (!image) return imageIsGone(imageId);
  if (isProtected && image.state !== "available" && image.state !== "disabled")
    return failed(`The image ${image.name} is ${image.state}: there is nothing to keep.`);
  if (image.deregistrationProtected === isProtected) {
    const note = isProtected
      ? `${image.name} can't be deregistered`
      : `${image.name} may be deregistered`;
    return { kind: "done", note };
  }
  const call = isProtected
    ? ("EnableImageDeregistrationProtection" as const)
    : ("DisableImageDeregistrationProtection" as const);
  return (
    listLags(memory, call, nowMs) ?? {
      kind: "act",
      note: isProtected ? `Protecting ${image.name}` : `Letting go of ${image.name}`,
      calls: [{ call, imageId }],
    }
  );
}
