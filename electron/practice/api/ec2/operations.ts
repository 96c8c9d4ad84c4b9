/** All EC2 actions that are simulated, by AWS's names. The wire finds them here. */
import { DescribeInstanceTypes } from "./instances/instance-types.ts";
import { imageOperations } from "./images/operations.ts";
import {
  DescribeInstanceAttribute,
  DescribeInstances,
  DescribeInstanceStatus,
  GetConsoleOutput,
} from "./instances/describe-instances.ts";
import {
  RebootInstances,
  StartInstances,
  StopInstances,
  TerminateInstances,
} from "./instances/instance-actions.ts";
import { DescribeLaunchTemplateVersions } from "./launch-template-versions.ts";
import {
  CreateLaunchTemplate,
  CreateLaunchTemplateVersion,
  DescribeLaunchTemplates,
  ModifyLaunchTemplate,
} from "./launch-templates.ts";
import {
  DescribeAvailabilityZones,
  DescribeSecurityGroups,
  DescribeSubnets,
  DescribeVpcs,
} from "./network/describe-network.ts";
import { DescribeRegions } from "./regions.ts";
import {
  CreateReplaceRootVolumeTask,
  DescribeReplaceRootVolumeTasks,
} from "./root-volume-tasks.ts";
import { RunInstances } from "./instances/run-instances.ts";
import { snapshotOperations } from "./snapshots/operations.ts";
import { DescribeVolumes } from "./storage.ts";
import { CreateTags, DeleteTags, DescribeTags } from "./tags.ts";

export const ec2Operations = {
  RunInstances,
  DescribeInstances,
  DescribeInstanceStatus,
  DescribeInstanceAttribute,
  GetConsoleOutput,
  TerminateInstances,
  StopInstances,
  StartInstances,
  RebootInstances,
  ...imageOperations,
  ...snapshotOperations,
  DescribeVolumes,
  CreateReplaceRootVolumeTask,
  DescribeReplaceRootVolumeTasks,
  CreateTags,
  DeleteTags,
  DescribeTags,
  CreateLaunchTemplate,
  CreateLaunchTemplateVersion,
  ModifyLaunchTemplate,
  DescribeLaunchTemplates,
  DescribeLaunchTemplateVersions,
  DescribeSubnets,
  DescribeSecurityGroups,
  DescribeVpcs,
  DescribeAvailabilityZones,
  DescribeRegions,
  DescribeInstanceTypes,
};
