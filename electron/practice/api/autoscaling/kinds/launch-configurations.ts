/** CreateLaunchConfiguration and its like. */
import type {
  CreateLaunchConfigurationType,
  LaunchConfiguration,
  LaunchConfigurationNamesType,
  LaunchConfigurationNameType,
  LaunchConfigurationsType,
} from "@aws-sdk/client-auto-scaling";
import {
  createLaunchConfiguration as create,
  deleteLaunchConfiguration as remove,
  detailOfServer,
} from "../../../world/autoscaling/sources/launch-configurations.ts";
import { findInstance } from "../../../world/ec2/lookups.ts";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { Json } from "../../../world/kernel/json.ts";
import type { LaunchConfigurationState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { checkName } from "../groups/limits.ts";
import { keep } from "../input.ts";

export function createLaunchConfiguration(
  input: CreateLaunchConfigurationType,
  { world }: CallContext,
): void {
  const { LaunchConfigurationName: name = "", InstanceId, ...rest } = input;
  checkName("launchConfigurationName", name);
  const said = keep(rest) ?? {};
  const from = InstanceId === undefined ? {} : detailOf(world, InstanceId);
  if (InstanceId === undefined && !(said["ImageId"] && said["InstanceType"]))
    throw validationError(
      "Valid requests must contain either the InstanceID parameter or both the ImageId and InstanceType parameters.",
    );
  inWords(() => create(world, name, { ...from, ...said }));
}

/** For a group, too, that is made after a server: the configuration bears the group's name. */
export function createFromServer(world: World, name: string, instanceId: string): void {
  inWords(() => create(world, name, detailOf(world, instanceId)));
}

function detailOf(world: World, instanceId: string): Readonly<Record<string, Json>> {
  return inWords(() => detailOfServer(findInstance(world, instanceId)));
}

/** What EC2 refuses, Auto Scaling refuses as ValidationError. */
function inWords<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const isOurs = error instanceof PracticeError && !OWN_CODES.has(error.code);
    throw isOurs ? validationError(error.message) : error;
  }
}

const OWN_CODES: ReadonlySet<string> = new Set(["AlreadyExists", "LimitExceeded"]);

export function deleteLaunchConfiguration(
  input: LaunchConfigurationNameType,
  { world }: CallContext,
): void {
  remove(world, input.LaunchConfigurationName ?? "");
}

export function describeLaunchConfigurations(
  input: LaunchConfigurationNamesType,
  { world }: CallContext,
): LaunchConfigurationsType {
  const names = input.LaunchConfigurationNames;
  const all = [...world.state.launchConfigurations.values()];
  const wanted = all.filter(({ name }) => !names?.length || names.includes(name));
  const limits = { token: input.NextToken, size: input.MaxRecords, defaultSize: 50, maxSize: 100 };
  const page = pageOf(wanted, ({ name }) => name, limits);
  return { LaunchConfigurations: page.items.map(toShape), NextToken: page.nextToken };
}

/** AWS shows empty texts for what was not said. */
const toShape = ({
  name,
  arn,
  createdAtMs,
  detail,
}: LaunchConfigurationState): LaunchConfiguration =>
  ({
    ImageId: "",
    InstanceType: "",
    KeyName: "",
    SecurityGroups: [],
    ClassicLinkVPCSecurityGroups: [],
    UserData: "",
    KernelId: "",
    RamdiskId: "",
    BlockDeviceMappings: [],
    InstanceMonitoring: { Enabled: true },
    EbsOptimized: false,
    ...detail,
    LaunchConfigurationName: name,
    LaunchConfigurationARN: arn,
    CreatedTime: new Date(createdAtMs),
  }) as LaunchConfiguration;
