/** Launch configurations: what groups were launched from before there were templates. They still can be. */
import { resolveSpec } from "../../ec2/instances/launch-spec.ts";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { Json } from "../../kernel/json.ts";
import type { LaunchConfigurationState } from "../../kernel/state/autoscaling.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { TemplateData } from "../../kernel/state/ec2/templates.ts";
import type { World } from "../../kernel/world.ts";
import { validationError } from "../groups.ts";

/** The members of CreateLaunchConfiguration that a launch is made of; the others are only kept. */
interface Detail {
  readonly ImageId?: string;
  readonly InstanceType?: string;
  readonly KeyName?: string;
  readonly SecurityGroups?: readonly string[];
  readonly UserData?: string;
  readonly BlockDeviceMappings?: NonNullable<TemplateData["BlockDeviceMappings"]>;
  readonly InstanceMonitoring?: { readonly Enabled?: boolean };
  readonly SpotPrice?: string;
  readonly IamInstanceProfile?: string;
  readonly MetadataOptions?: NonNullable<TemplateData["MetadataOptions"]>;
}

export const MAX_LAUNCH_CONFIGURATIONS = 200;

export function findLaunchConfiguration(world: World, name: string): LaunchConfigurationState {
  const found = world.state.launchConfigurations.get(name);
  if (found) return found;
  throw validationError(
    `Launch configuration name not found - Launch configuration ${name} not found`,
  );
}

export function createLaunchConfiguration(
  world: World,
  name: string,
  detail: Readonly<Record<string, Json>>,
): LaunchConfigurationState {
  const { launchConfigurations: table } = world.state;
  if (table.has(name)) throw alreadyExists(name);
  if (table.size >= MAX_LAUNCH_CONFIGURATIONS) throw tooMany();
  resolveSpec(world, dataOf(detail));
  const resource = `launchConfiguration:${world.chance.uuid()}:launchConfigurationName/${name}`;
  const arn = world.arn("autoscaling", resource);
  const made: LaunchConfigurationState = { name, arn, createdAtMs: world.nowMs, detail };
  table.set(name, made);
  return made;
}

function alreadyExists(name: string): PracticeError {
  const words =
    "Launch Configuration by this name already exists - A launch configuration already exists " +
    `with the name ${name}`;
  return new PracticeError("AlreadyExists", words);
}

const tooMany = () =>
  new PracticeError(
    "LimitExceeded",
    `You have reached the limit of ${MAX_LAUNCH_CONFIGURATIONS} launch configurations.`,
  );

export function deleteLaunchConfiguration(world: World, name: string): void {
  findLaunchConfiguration(world, name);
  for (const group of world.state.groups.values()) {
    if (group.launchConfigurationName !== name) continue;
    const words = `Cannot delete launch configuration ${name} because it is attached to AutoScalingGroup ${group.name}`;
    throw new PracticeError("ResourceInUse", words);
  }
  world.state.launchConfigurations.delete(name);
}

/** As RunInstances and launch templates name the same things. */
export function dataOf(kept: Readonly<Record<string, Json>>): TemplateData {
  const detail = kept as Detail;
  const profile = detail.IamInstanceProfile;
  return {
    ImageId: detail.ImageId,
    InstanceType: detail.InstanceType,
    KeyName: detail.KeyName,
    UserData: detail.UserData,
    SecurityGroupIds: detail.SecurityGroups?.length ? detail.SecurityGroups : undefined,
    BlockDeviceMappings: detail.BlockDeviceMappings,
    IamInstanceProfile: profile === undefined ? undefined : profileOf(profile),
    Monitoring: { Enabled: detail.InstanceMonitoring?.Enabled ?? true },
    MetadataOptions: detail.MetadataOptions,
    InstanceMarketOptions: detail.SpotPrice ? { MarketType: "spot" } : undefined,
  };
}

const profileOf = (profile: string) =>
  profile.startsWith("arn:") ? { Arn: profile } : { Name: profile };

/** What a launch configuration takes over from a server: all but its block devices. */
export function detailOfServer(server: InstanceState): Readonly<Record<string, Json>> {
  return {
    ImageId: server.imageId,
    InstanceType: server.instanceType,
    SecurityGroups: [...server.securityGroupIds],
    InstanceMonitoring: { Enabled: server.monitoring },
    ...(server.keyName === null ? {} : { KeyName: server.keyName }),
    ...(server.userData === null ? {} : { UserData: server.userData }),
    ...(server.instanceProfileArn === null
      ? {}
      : { IamInstanceProfile: server.instanceProfileArn }),
  };
}
