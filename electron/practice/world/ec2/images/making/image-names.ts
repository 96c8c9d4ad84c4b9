/** Names and descriptions of images: a name is an account's own in its region, and free again some time after. */
import { PracticeError } from "../../../kernel/practice-error.ts";
import type { ImageState } from "../../../kernel/state/ec2/images.ts";
import type { World } from "../../../kernel/world.ts";
import { imageSettings } from "../settings.ts";

const LONGEST_DESCRIPTION = 255;

export function checkName(world: World, name: string): void {
  if (!/^[A-Za-z0-9()[\] ./\-'@_]{3,128}$/.test(name)) throw malformed();
  for (const image of world.state.images.values())
    if (image.name === name && holdsName(world, image)) throw nameTaken(image);
}

function malformed(): PracticeError {
  return new PracticeError(
    "InvalidAMIName.Malformed",
    "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', " +
      "'-', '/' and '_'",
  );
}

function holdsName(world: World, image: ImageState): boolean {
  if (image.state !== "deregistered") return true;
  const sinceMs = world.nowMs - (image.deregisteredAtMs ?? 0);
  return sinceMs < imageSettings(world).nameStaysTakenMs;
}

function nameTaken(image: ImageState): PracticeError {
  const words = `AMI name ${image.name} is already in use by AMI ${image.id}`;
  return new PracticeError("InvalidAMIName.Duplicate", words);
}

export function checkDescription(description: string): void {
  if (description.length <= LONGEST_DESCRIPTION) return;
  const words = `Character sets beyond ASCII are not supported, and descriptions have at most ${LONGEST_DESCRIPTION} characters.`;
  throw new PracticeError("InvalidParameterValue", words);
}
