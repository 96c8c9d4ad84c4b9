/** What CopyImage refuses at once. Whether the key can be used is found out later, as on AWS. */
import { PracticeError } from "../../../kernel/practice-error.ts";
import type { ImageState } from "../../../kernel/state/ec2/images.ts";
import type { Tags } from "../../../kernel/state/ec2/tags.ts";
import type { World } from "../../../kernel/world.ts";
import { keyWithoutEncryption } from "../../volumes/keys.ts";
import { reaches } from "../sharing.ts";
import { findUsableImage } from "../usable-images.ts";
import type { UsableImage } from "../usable-images.ts";
import { checkDescription, checkName } from "./image-names.ts";

export interface CopyOrder {
  readonly sourceImageId: string;
  readonly sourceRegion: string;
  readonly name: string;
  readonly description: string | null;
  /** Null: as the source is. */
  readonly encrypted: boolean | null;
  readonly kmsKeyId: string | null;
  readonly copyTags: boolean;
  readonly imageTags: Tags;
  readonly snapshotTags: Tags;
  readonly withinMinutes: number | null;
}

export function checkCopy(world: World, order: CopyOrder): UsableImage {
  checkName(world, order.name);
  checkDescription(order.description ?? "");
  if (order.kmsKeyId !== null && order.encrypted !== true) throw keyWithoutEncryption();
  const source = findSource(world, order);
  if (source.image.state !== "available") throw notCopyable(source.image);
  checkStorage(world, source);
  if (order.encrypted === false) checkPlain(source.image);
  return source;
}

function findSource(world: World, { sourceImageId, sourceRegion: region }: CopyOrder): UsableImage {
  const { accountId, neighbours } = world;
  const there = region === world.region ? world : neighbours?.find({ accountId, region });
  if (there) return findUsableImage(there, sourceImageId);
  const words = `The source region '${region}' is not valid.`;
  throw new PracticeError("InvalidParameterValue", words);
}

function notCopyable({ id, state }: ImageState): PracticeError {
  const words = `The AMI '${id}' is ${state}, and cannot be copied.`;
  return new PracticeError("InvalidAMIID.Unavailable", words);
}

/** To copy another account's image one must be allowed to read its snapshots, too. */
function checkStorage({ accountId }: World, { image, home }: UsableImage): void {
  if (home.accountId === accountId) return;
  for (const { snapshotId } of image.mappings) {
    const snapshot = home.state.snapshots.get(snapshotId);
    if (snapshot && reaches(snapshot.sharedWith, accountId)) continue;
    throw new PracticeError(
      "InvalidRequest",
      "You do not have permission to access the storage of this ami",
    );
  }
}

function checkPlain({ mappings }: ImageState): void {
  const encrypted = mappings.find(({ kmsKeyId }) => kmsKeyId !== undefined);
  if (!encrypted) return;
  const words =
    `Snapshot ${encrypted.snapshotId} is encrypted. ` +
    "Creating unencrypted copy from an encrypted snapshot is not supported.";
  throw new PracticeError("InvalidRequest", words);
}
