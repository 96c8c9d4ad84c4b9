import type { Image } from "@aws-sdk/client-ec2";
import type { ImageFact } from "../../../shared/model/facts.ts";
import { imageId, serverId } from "../../../shared/model/ids.ts";
import { mapTags } from "./tags.ts";

export function mapImage(image: Image, readAtMs: number): ImageFact {
  return {
    id: imageId(image.ImageId ?? ""),
    name: image.Name ?? "",
    description: image.Description ?? "",
    ownerId: image.OwnerId ?? "",
    state: image.State ?? "",
    stateReason: image.StateReason?.Message ?? null,
    architecture: image.Architecture ?? "",
    createdAtMs: epochMs(image.CreationDate) ?? 0,
    deprecatedAtMs: epochMs(image.DeprecationTime),
    deregistrationProtected: isProtected(image.DeregistrationProtection),
    sourceImageId: image.SourceImageId ? imageId(image.SourceImageId) : null,
    sourceInstanceId: image.SourceInstanceId ? serverId(image.SourceInstanceId) : null,
    rootDevice: image.RootDeviceName ?? null,
    ...rootSize(image),
    ...(image.Platform?.toLowerCase() === "windows" ? { platform: "windows" as const } : {}),
    snapshotIds: (image.BlockDeviceMappings ?? []).flatMap(({ Ebs }) =>
      Ebs?.SnapshotId ? [Ebs.SnapshotId] : [],
    ),
    tags: mapTags(image.Tags),
    readAtMs,
  };
}

function rootSize({ BlockDeviceMappings, RootDeviceName }: Image) {
  const root = BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === RootDeviceName);
  const rootSizeGib = root?.Ebs?.VolumeSize;
  return rootSizeGib === undefined ? {} : { rootSizeGib };
}

/** `disabled`, `enabled-with-cooldown`, `enabled-without-cooldown`. */
const isProtected = (text: string | undefined) => text !== undefined && text.startsWith("enabled");

function epochMs(isoTime: string | undefined): number | null {
  const ms = Date.parse(isoTime ?? "");
  return Number.isNaN(ms) ? null : ms;
}
