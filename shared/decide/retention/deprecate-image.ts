/** Deprecates an image from a time on, or no longer. AWS rounds the time to the minute. */
import { sameMinute } from "../../retention/switch-steps.ts";
import { failed, hasAsked, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { listLags } from "../lagging.ts";
import { imageIsGone, type ImageSeen } from "../images/tag-image.ts";

export function decideDeprecateImage(
  { imageId, atMs }: WorkOf<"deprecate-image">,
  { image }: ImageSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (!image) return imageIsGone(imageId);
  if (sameMinute(atMs, image.deprecatedAtMs))
    return {
      kind: "done",
      note:
        atMs === null
          ? `${image.name} is not deprecated`
          : `${image.name} is deprecated from then on`,
    };
  const call =
    atMs === null ? ("DisableImageDeprecation" as const) : ("EnableImageDeprecation" as const);
  const lag = listLags(memory, call, nowMs);
  if (lag) return lag;
  if (atMs === null)
    return {
      kind: "act",
      note: `No longer deprecating ${image.name}`,
      calls: [{ call: "DisableImageDeprecation", imageId }],
    };
  if (atMs <= nowMs && !hasAsked(memory, call))
    return failed(
      `The time from which on ${image.name} was to be deprecated has passed, and AWS takes only one to come. Choose a later one.`,
    );
  return {
    kind: "act",
    note: `Deprecating ${image.name}`,
    calls: [{ call: "EnableImageDeprecation", imageId, deprecateAtMs: atMs }],
  };
}
