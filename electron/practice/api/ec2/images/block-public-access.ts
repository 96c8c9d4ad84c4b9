/** Whether the account's images may be shared with everyone: new accounts begin with that blocked. */
import type {
  DisableImageBlockPublicAccessCommandInput,
  DisableImageBlockPublicAccessCommandOutput,
  EnableImageBlockPublicAccessCommandInput,
  EnableImageBlockPublicAccessCommandOutput,
  GetImageBlockPublicAccessStateCommandInput,
  GetImageBlockPublicAccessStateCommandOutput,
} from "@aws-sdk/client-ec2";
import { chooseImageSettings, imageSettings } from "../../../world/ec2/images/settings.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";

export function GetImageBlockPublicAccessState(
  input: GetImageBlockPublicAccessStateCommandInput,
  { world }: CallContext,
): Reply<GetImageBlockPublicAccessStateCommandOutput> {
  refuseDryRun(input);
  const isBlocked = imageSettings(world).blocksPublicImages;
  return {
    ImageBlockPublicAccessState: isBlocked ? "block-new-sharing" : "unblocked",
    ManagedBy: "account",
  };
}

export function EnableImageBlockPublicAccess(
  input: EnableImageBlockPublicAccessCommandInput,
  { world }: CallContext,
): Reply<EnableImageBlockPublicAccessCommandOutput> {
  const wanted = required(input.ImageBlockPublicAccessState, "ImageBlockPublicAccessState");
  if (wanted !== "block-new-sharing") {
    const words = `Value (${String(wanted)}) for parameter imageBlockPublicAccessState is invalid.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  refuseDryRun(input);
  chooseImageSettings(world, { blocksPublicImages: true });
  return { ImageBlockPublicAccessState: wanted };
}

export function DisableImageBlockPublicAccess(
  input: DisableImageBlockPublicAccessCommandInput,
  { world }: CallContext,
): Reply<DisableImageBlockPublicAccessCommandOutput> {
  refuseDryRun(input);
  chooseImageSettings(world, { blocksPublicImages: false });
  return { ImageBlockPublicAccessState: "unblocked" };
}
