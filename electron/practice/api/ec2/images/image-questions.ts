/** GetImageAncestry and DescribeImageReferences. */
import type {
  DescribeImageReferencesCommandInput,
  DescribeImageReferencesCommandOutput,
  GetImageAncestryCommandInput,
  GetImageAncestryCommandOutput,
  ResourceTypeRequest,
} from "@aws-sdk/client-ec2";
import { ancestryOf } from "../../../world/ec2/images/ancestry.ts";
import { referencesTo } from "../../../world/ec2/images/references.ts";
import type { ReferenceWish } from "../../../world/ec2/images/references.ts";
import { findUsableImage } from "../../../world/ec2/images/usable-images.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOfList } from "../paging.ts";
import { refuseDryRun, required, requiredList } from "../reply.ts";
import type { Reply } from "../reply.ts";

export function GetImageAncestry(
  input: GetImageAncestryCommandInput,
  { world }: CallContext,
): Reply<GetImageAncestryCommandOutput> {
  const chain = ancestryOf(world, required(input.ImageId, "ImageId"));
  refuseDryRun(input);
  return {
    ImageAncestryEntries: chain.map(({ image, sourceRegion }) => ({
      ImageId: image.id,
      CreationDate: new Date(image.createdAtMs),
      SourceImageId: image.sourceImageId ?? undefined,
      SourceImageRegion: sourceRegion ?? undefined,
    })),
  };
}

const MOST_IMAGES = 10;
const LIMITS = { least: 5, most: 1000 };
const USUAL_DEPTH = 10;
const MOST_VERSIONS = 10_000;

export function DescribeImageReferences(
  input: DescribeImageReferencesCommandInput,
  { world }: CallContext,
): Reply<DescribeImageReferencesCommandOutput> {
  const ids = requiredList(input.ImageIds, "ImageIds");
  if (ids.length > MOST_IMAGES) throw invalid(`At most ${MOST_IMAGES} images can be specified.`);
  for (const id of ids) findUsableImage(world, id);
  const wish = wishOf(input);
  refuseDryRun(input);
  const { items, NextToken } = pageOfList(referencesTo(world, ids, wish), input, LIMITS);
  const references = items.map(({ imageId, type, arn }) => ({
    ImageId: imageId,
    ResourceType: type,
    Arn: arn,
  }));
  return { ImageReferences: references, NextToken };
}

/** Image Builder's recipes may be asked for; the practice cloud has none. */
function wishOf(input: DescribeImageReferencesCommandInput): ReferenceWish {
  const requests = input.ResourceTypes ?? [];
  const all = input.IncludeAllResourceTypes ?? false;
  if (!all && requests.length === 0) {
    const words = "Either IncludeAllResourceTypes or ResourceTypes must be specified.";
    throw new PracticeError("MissingParameter", words);
  }
  const servers = requests.find(({ ResourceType: type }) => type === "ec2:Instance");
  const templates = requests.find(({ ResourceType: type }) => type === "ec2:LaunchTemplate");
  const parameters = requests.some(({ ResourceType: type }) => type === "ssm:Parameter");
  return {
    serverStates: servers || all ? statesOf(servers) : null,
    templateVersions: templates || all ? depthOf(templates) : null,
    parameters: parameters || all,
  };
}

const optionOf = (request: ResourceTypeRequest | undefined, name: string): readonly string[] =>
  request?.ResourceTypeOptions?.find((option) => option.OptionName === name)?.OptionValues ?? [];

const STATES = ["pending", "running", "shutting-down", "terminated", "stopping", "stopped"];

function statesOf(request: ResourceTypeRequest | undefined): ReadonlySet<string> {
  const states = optionOf(request, "state-name");
  for (const state of states)
    if (!STATES.includes(state)) throw invalid(`Invalid value '${state}' for state-name.`);
  return new Set(states);
}

function depthOf(request: ResourceTypeRequest | undefined): number {
  const depth = Number(optionOf(request, "version-depth")[0] ?? USUAL_DEPTH);
  if (Number.isInteger(depth) && depth >= 1 && depth <= MOST_VERSIONS) return depth;
  throw invalid(
    `Invalid value for version-depth: an integer from 1 to ${MOST_VERSIONS} is needed.`,
  );
}

function invalid(words: string): PracticeError {
  return new PracticeError("InvalidParameterValue", words);
}
