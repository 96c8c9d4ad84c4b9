/** CopyImage over the wire, once for each client token. */
import type { CopyImageCommandInput, CopyImageCommandOutput } from "@aws-sdk/client-ec2";
import { once } from "../../../world/ec2/client-tokens.ts";
import { checkCopy } from "../../../world/ec2/images/making/copy-checks.ts";
import type { CopyOrder } from "../../../world/ec2/images/making/copy-checks.ts";
import { copyImage } from "../../../world/ec2/images/making/copy-image.ts";
import { checkPaceOfCopy } from "../../../world/ec2/snapshots/copy-time.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { tagsAtCreation } from "./tags-at-creation.ts";

export function CopyImage(
  input: CopyImageCommandInput,
  { world }: CallContext,
): Reply<CopyImageCommandOutput> {
  refuseOtherPlaces(input);
  checkPaceOfCopy(input.SnapshotCopyCompletionDurationMinutes);
  const order = orderOf(input);
  const { ClientToken: token, DryRun: isDry, ...parameters } = input;
  if (isDry) checkCopy(world, order);
  refuseDryRun(input);
  const use = { operation: "CopyImage", scope: "", token, parameters };
  const [ImageId] = once(world, use, () => [copyImage(world, order).id]);
  return { ImageId };
}

function orderOf(input: CopyImageCommandInput): CopyOrder {
  const tags = tagsAtCreation(input.TagSpecifications, ["image", "snapshot"]);
  return {
    sourceImageId: required(input.SourceImageId, "SourceImageId"),
    sourceRegion: required(input.SourceRegion, "SourceRegion"),
    name: required(input.Name, "Name"),
    description: input.Description ?? null,
    encrypted: input.Encrypted ?? null,
    kmsKeyId: input.KmsKeyId ?? null,
    copyTags: input.CopyImageTags ?? false,
    imageTags: tags.image,
    snapshotTags: tags.snapshot,
    withinMinutes: input.SnapshotCopyCompletionDurationMinutes ?? null,
  };
}

function refuseOtherPlaces(input: CopyImageCommandInput): void {
  const place =
    input.DestinationOutpostArn ??
    input.DestinationAvailabilityZone ??
    input.DestinationAvailabilityZoneId;
  if (place === undefined) return;
  const words = "The practice cloud has neither Outposts nor Local Zones.";
  throw new PracticeError("UnsupportedOperation", words);
}
