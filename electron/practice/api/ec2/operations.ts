/** All EC2 actions that are simulated, by AWS's names. The wire finds them here. */
import { imageOperations } from "./images/operations.ts";
import { instanceOperations } from "./instances/operations.ts";
import { templateOperations } from "./launch-templates/operations.ts";
import { networkOperations } from "./network/operations.ts";
import { DescribeRegions } from "./regions.ts";
import {
  CreateReplaceRootVolumeTask,
  DescribeReplaceRootVolumeTasks,
} from "./root-volume-tasks.ts";
import { snapshotOperations } from "./snapshots/operations.ts";
import { CreateTags, DeleteTags, DescribeTags } from "./tags.ts";
import { volumeOperations } from "./volumes/operations.ts";

export const ec2Operations = {
  ...instanceOperations,
  ...imageOperations,
  ...snapshotOperations,
  ...volumeOperations,
  CreateReplaceRootVolumeTask,
  DescribeReplaceRootVolumeTasks,
  CreateTags,
  DeleteTags,
  DescribeTags,
  ...templateOperations,
  ...networkOperations,
  DescribeRegions,
};
