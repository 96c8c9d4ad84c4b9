/**
 * CopyImage: within a region or from another one, of the account's own images or those that are shared with it. The
 * copy has snapshots of its own, perhaps encrypted, and is nobody's but the account's.
 */
import type { ImageMapping, ImageState } from "../../../kernel/state/ec2/images.ts";
import type { Tags } from "../../../kernel/state/ec2/tags.ts";
import type { World } from "../../../kernel/world.ts";
import { canUseKey, keyOfCopy } from "../../volumes/keys.ts";
import { copyTimeMs } from "../../snapshots/copy-time.ts";
import { beginSnapshot } from "../../snapshots/snapshot-life.ts";
import { hideNew } from "../../visibility/visibility.ts";
import { adoptContents } from "../../volumes/volume-contents.ts";
import { imageSettings } from "../settings.ts";
import type { UsableImage } from "../usable-images.ts";
import { checkCopy } from "./copy-checks.ts";
import type { CopyOrder } from "./copy-checks.ts";
import { failAfter, readyAfterSnapshots } from "./image-life.ts";

export function copyImage(world: World, order: CopyOrder): ImageState {
  const source = checkCopy(world, order);
  const id = world.id("ami");
  const usuallyMs = copyTimeMs(world, order);
  const bare = newImage(world, order, source, id);
  world.state.images.set(id, bare);
  const begun = source.image.mappings.map((mapping) =>
    copyMapping(world, { order, source, id, usuallyMs }, mapping),
  );
  const mappings = begun.map(({ mapping }) => mapping);
  const image = { ...bare, mappings };
  world.state.images.set(id, image);
  hideNew(world, id);
  readyAfterSnapshots(world, id, Math.max(usuallyMs, ...begun.map(({ takesMs }) => takesMs)));
  if (!mappings.every(({ kmsKeyId }) => canEncrypt(world, kmsKeyId))) {
    failAfter(world, id, imageSettings(world).keyFailsAfterMs);
  }
  return image;
}

const canEncrypt = (world: World, kmsKeyId: string | undefined): boolean =>
  kmsKeyId === undefined || canUseKey(world, { kmsKeyId, purpose: "copy" });

interface Copying {
  readonly order: CopyOrder;
  readonly source: UsableImage;
  readonly id: string;
  readonly usuallyMs: number;
}

function copyMapping(
  world: World,
  { order, source, id, usuallyMs }: Copying,
  from: ImageMapping,
): { readonly mapping: ImageMapping; readonly takesMs: number } {
  const kmsKeyId = keyOfCopy(world, order, from.kmsKeyId ?? null);
  const { snapshot, takesMs } = beginSnapshot(world, {
    volumeId: "vol-ffffffff",
    imageId: id,
    kind: "copy",
    sizeGib: from.sizeGib,
    description:
      `Copied for DestinationAmi ${id} from SourceAmi ${source.image.id} for SourceSnapshot ` +
      `${from.snapshotId}. Task created on ${world.nowMs.toLocaleString("en-US")}.`,
    tags: order.snapshotTags,
    kmsKeyId,
    contentsId: isRoot(source.image, from)
      ? adoptContents(world, source.home, source.image.contentsId)
      : null,
    usuallyMs,
    withinMinutes: order.withinMinutes,
  });
  const { kmsKeyId: _, ...plain } = { ...from, snapshotId: snapshot.id };
  return { mapping: kmsKeyId === null ? plain : { ...plain, kmsKeyId }, takesMs };
}

const isRoot = (image: ImageState, { device }: ImageMapping) => device === image.rootDevice;

function newImage(world: World, order: CopyOrder, source: UsableImage, id: string): ImageState {
  const { image } = source;
  return {
    id,
    name: order.name,
    description:
      order.description ?? `[Copied ${image.id} from ${order.sourceRegion}] ${image.name}`,
    ownerId: world.accountId,
    state: "pending",
    stateReason: null,
    architecture: image.architecture,
    createdAtMs: world.nowMs,
    deprecatedAtMs: null,
    deregistrationProtected: false,
    sourceImageId: image.id,
    sourceInstanceId: null,
    sourceRegion: order.sourceRegion,
    rootDevice: image.rootDevice,
    mappings: [],
    tags: { ...copiedTags(world, order, source), ...order.imageTags },
    contentsId: adoptContents(world, source.home, source.image.contentsId),
    deregisteredAtMs: null,
    ...(image.imdsSupport === undefined ? {} : { imdsSupport: image.imdsSupport }),
    ...(image.blankDevices === undefined ? {} : { blankDevices: image.blankDevices }),
  };
}

function copiedTags(world: World, { copyTags }: CopyOrder, { image, home }: UsableImage): Tags {
  if (!copyTags) return {};
  const isOwn = home.accountId === world.accountId;
  const kept = ([key]: [string, string]) =>
    !key.startsWith("aws:") && (isOwn || key.startsWith("ec2:SharedTag/"));
  return Object.fromEntries(Object.entries(image.tags).filter(kept));
}
