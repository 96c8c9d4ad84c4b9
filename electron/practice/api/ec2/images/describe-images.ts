/** DescribeImages: the account's own images page by page, with the last page those that others share with it. */
import type { DescribeImagesCommandInput, DescribeImagesCommandOutput } from "@aws-sdk/client-ec2";
import { findUsableImage, imagesSharedWith } from "../../../world/ec2/images/usable-images.ts";
import {
  isDeprecated,
  isNamedByServers,
  isStillShown,
} from "../../../world/ec2/images/withdraw-image.ts";
import { isPublic, isSharedWith } from "../../../world/ec2/images/sharing.ts";
import { isSeen } from "../../../world/ec2/visibility/visibility.ts";
import type { ImageState } from "../../../world/kernel/state/ec2/images.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import { pageOfTable, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { imageFields } from "./image-filters.ts";
import { imageShape, visibleTags } from "./image-shape.ts";

const LIMITS = { least: 1, most: 1000 };

type Input = DescribeImagesCommandInput;
type Test = (image: ImageState) => boolean;

export function DescribeImages(
  input: Input,
  { world }: CallContext,
): Reply<DescribeImagesCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.ImageIds, input, "imageIdsSet");
  const matches = testOf(world, input);
  const show = (image: ImageState) => imageShape(world, image);
  if (input.ImageIds && input.ImageIds.length > 0) {
    const found = input.ImageIds.flatMap((id) => namedImage(world, id));
    return { Images: found.filter(matches).map(show) };
  }
  const { items, NextToken } = pageOfTable(world.state.images, input, LIMITS, matches);
  const shared = NextToken === undefined ? [...imagesSharedWith(world)].filter(matches) : [];
  return { Images: [...items, ...shared].map(show), NextToken };
}

/** A deregistered image is simply missing while servers still name it; after that its id is unknown. */
function namedImage(world: World, id: string): ImageState | [] {
  const own = world.state.images.get(id);
  if (own?.state !== "deregistered") return findUsableImage(world, id).image;
  if (isStillShown(world, own)) return own;
  return isNamedByServers(world, id) ? [] : findUsableImage(world, id).image;
}

function testOf(world: World, input: Input): Test {
  const passes = matcher(input.Filters, imageFields(world), (image) => visibleTags(world, image));
  const isOwners = ownerTest(world, input.Owners ?? []);
  const isForUsers = userTest(world, input.ExecutableUsers ?? []);
  return (image) =>
    isSeen(world, image.id) &&
    isShown(world, image, input) &&
    isOwners(image) &&
    isForUsers(image) &&
    passes(image);
}

/** `amazon` and the other aliases own nothing in the practice cloud. */
function ownerTest(world: World, owners: readonly string[]): Test {
  const ids = new Set(owners.map((owner) => (owner === "self" ? world.accountId : owner)));
  return ({ ownerId }) => ids.size === 0 || ids.has(ownerId);
}

/** Only explicit permissions count: an owner's own images are not among those of `self`. */
function userTest(world: World, users: readonly string[]): Test {
  const ids = users.map((user) => (user === "self" ? world.accountId : user));
  return ({ sharedWith }) =>
    ids.length === 0 ||
    ids.some((id) => (id === "all" ? isPublic(sharedWith) : isSharedWith(sharedWith, id)));
}

/** Deprecated ones of others are hidden from lists, but found by their id. */
function isShown(world: World, image: ImageState, input: Input): boolean {
  if (image.state === "deregistered") return isStillShown(world, image);
  if (image.state === "disabled" && input.IncludeDisabled !== true) return false;
  const isOwn = image.ownerId === world.accountId;
  const isNamed = input.ImageIds?.includes(image.id) ?? false;
  return isOwn || isNamed || input.IncludeDeprecated === true || !isDeprecated(world, image);
}
