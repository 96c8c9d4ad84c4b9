/**
 * AWS's public parameters, as far as this region has what they name: the newest of its Amazon Linux images, under
 * https://docs.aws.amazon.com/linux/al2023/ug/ec2.html. They are worked out from the images and kept nowhere.
 */
import type { ImageState } from "../kernel/state/ec2/images.ts";
import type { ParameterState, ParameterVersionState } from "../kernel/state/ssm.ts";
import type { World } from "../kernel/world.ts";

const PUBLIC_IMAGES_PATH = "/aws/service/ami-amazon-linux-latest";
const NAME = /^\/aws\/service\/ami-amazon-linux-latest\/al2023-ami-kernel-default-(x86_64|arm64)$/;

export function publicParameter(world: World, name: string): ParameterState | undefined {
  const architecture = NAME.exec(name)?.[1];
  return architecture === undefined ? undefined : named(name, basesOf(world, architecture));
}

export function publicParameters(world: World): readonly ParameterState[] {
  const names = ["arm64", "x86_64"].map(
    (architecture) => `${PUBLIC_IMAGES_PATH}/al2023-ami-kernel-default-${architecture}`,
  );
  return names.flatMap((name) => publicParameter(world, name) ?? []);
}

/** Oldest first. */
function basesOf(world: World, architecture: string): readonly ImageState[] {
  const bases = [...world.state.images.values()].filter(
    (image) =>
      image.name.startsWith("al2023-") &&
      image.sourceImageId === null &&
      image.sourceInstanceId === null &&
      image.architecture === architecture &&
      image.state === "available",
  );
  return bases.sort((a, b) => a.createdAtMs - b.createdAtMs);
}

function named(name: string, bases: readonly ImageState[]): ParameterState | undefined {
  if (bases.length === 0) return undefined;
  return { name, versions: bases.map(versionOf), tags: {} };
}

const versionOf = (image: ImageState, index: number): ParameterVersionState => ({
  version: index + 1,
  value: image.id,
  type: "String",
  dataType: "aws:ec2:image",
  tier: "Standard",
  keyId: null,
  description: null,
  allowedPattern: null,
  modifiedAtMs: image.createdAtMs,
  modifiedBy: "amazon",
  labels: [],
});
