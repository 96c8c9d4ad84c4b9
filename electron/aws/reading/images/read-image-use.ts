/** Where an image came from, who names it, who may start servers from it, and when that was last done. */
import {
  DescribeImageAttributeCommand,
  DescribeImageReferencesCommand,
  DescribeImagesCommand,
  GetImageAncestryCommand,
  type LaunchPermission,
  type ResourceTypeRequest,
} from "@aws-sdk/client-ec2";
import { BennuError } from "../../../../shared/errors.ts";
import { imageId, type ImageId } from "../../../../shared/model/ids.ts";
import {
  REFERENCED_VERSIONS,
  type AncestorFact,
  type ImageReferenceFact,
  type LaunchPermissions,
} from "../../../../shared/model/facts/image-use-facts.ts";
import { inBatches, pagesOf } from "../paged.ts";
import { reads, type ReadingContext } from "../reading-context.ts";

export async function readAncestry(
  context: ReadingContext,
  id: ImageId,
): Promise<readonly AncestorFact[]> {
  const read = reads(context, "ec2", 1);
  const command = new GetImageAncestryCommand({ ImageId: id });
  const answer = await read("GetImageAncestry", () => context.clients.ec2.send(command));
  return (answer.ImageAncestryEntries ?? []).map((entry) => ({
    imageId: imageId(entry.ImageId ?? ""),
    createdAtMs: entry.CreationDate?.getTime() ?? null,
    ownerAlias: entry.ImageOwnerAlias ?? null,
    sourceImageId: entry.SourceImageId ? imageId(entry.SourceImageId) : null,
    sourceRegion: entry.SourceImageRegion ?? null,
  }));
}

const IMAGES_A_CALL = 10;
const PAGE = 1000;
/** All that AWS looks at; templates as deep as it can, where ten versions are its own choice. */
const EVERYTHING: ResourceTypeRequest[] = [
  { ResourceType: "ec2:Instance" },
  {
    ResourceType: "ec2:LaunchTemplate",
    ResourceTypeOptions: [
      { OptionName: "version-depth", OptionValues: [String(REFERENCED_VERSIONS)] },
    ],
  },
  { ResourceType: "ssm:Parameter" },
  { ResourceType: "imagebuilder:ImageRecipe" },
  { ResourceType: "imagebuilder:ContainerRecipe" },
];

export function readReferences(
  context: ReadingContext,
  ids: readonly ImageId[],
): Promise<readonly ImageReferenceFact[]> {
  const read = reads(context, "ec2", 1);
  return inBatches(ids, IMAGES_A_CALL, async (batch) => {
    const readPage = (token: string | undefined) => {
      const command = new DescribeImageReferencesCommand({
        ImageIds: [...batch],
        ResourceTypes: EVERYTHING,
        MaxResults: PAGE,
        NextToken: token,
      });
      return read("DescribeImageReferences", () => context.clients.ec2.send(command));
    };
    const found: ImageReferenceFact[] = [];
    for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
      for (const { ImageId = "", ResourceType = "", Arn = "" } of page.ImageReferences ?? [])
        found.push({ imageId: imageId(ImageId), resourceType: ResourceType, arn: Arn });
    }
    return found;
  });
}

const IDS_A_CALL = 200;

export async function readLastLaunched(
  context: ReadingContext,
  ids: readonly ImageId[],
): Promise<ReadonlyMap<ImageId, number>> {
  const read = reads(context, "ec2", 1);
  const rows = await inBatches(ids, IDS_A_CALL, async (batch) => {
    const command = new DescribeImagesCommand({
      Filters: [{ Name: "image-id", Values: [...batch] }],
      IncludeDeprecated: true,
      IncludeDisabled: true,
    });
    const answer = await read("DescribeImages", () => context.clients.ec2.send(command));
    return (answer.Images ?? []).map(({ ImageId = "", LastLaunchedTime = "" }) => ({
      id: imageId(ImageId),
      atMs: Date.parse(LastLaunchedTime),
    }));
  });
  return new Map(
    rows.filter(({ atMs }) => !Number.isNaN(atMs)).map(({ id, atMs }) => [id, atMs] as const),
  );
}

/** AWS tells it to nobody but the owner. */
export async function readLaunchPermissions(
  context: ReadingContext,
  id: ImageId,
): Promise<LaunchPermissions | null> {
  const read = reads(context, "ec2", 1);
  const command = new DescribeImageAttributeCommand({
    ImageId: id,
    Attribute: "launchPermission",
  });
  try {
    const answer = await read("DescribeImageAttribute", () => context.clients.ec2.send(command));
    return toPermissions(answer.LaunchPermissions ?? []);
  } catch (error) {
    if (error instanceof BennuError && error.details["awsCode"] === "AuthFailure") return null;
    throw error;
  }
}

const toPermissions = (given: readonly LaunchPermission[]): LaunchPermissions => ({
  accounts: given.flatMap(({ UserId }) => UserId ?? []),
  isPublic: given.some(({ Group }) => Group === "all"),
  organizations: given.flatMap(
    ({ OrganizationArn, OrganizationalUnitArn }) => OrganizationArn ?? OrganizationalUnitArn ?? [],
  ),
});
