/** The SDK's schemas of the simulated actions, by name, so that a build leaves out all others. */
import {
  CreateReplaceRootVolumeTask$,
  CreateTags$,
  DeleteTags$,
  DescribeRegions$,
  DescribeReplaceRootVolumeTasks$,
  DescribeTags$,
} from "@aws-sdk/client-ec2";
import { instanceSchemas } from "./instances/operations.ts";
import { volumeSchemas } from "./volumes/operations.ts";
import { networkSchemas } from "./network/operations.ts";
import { imageSchemas } from "./images/operations.ts";
import { templateSchemas } from "./launch-templates/operations.ts";
import { snapshotSchemas } from "./snapshots/operations.ts";
import type { OperationSchemas } from "../../wire/service.ts";
import type { ec2Operations } from "./operations.ts";

export const ec2Schemas: OperationSchemas<typeof ec2Operations> = {
  ...instanceSchemas,
  ...imageSchemas,
  ...snapshotSchemas,
  ...volumeSchemas,
  CreateReplaceRootVolumeTask: CreateReplaceRootVolumeTask$,
  DescribeReplaceRootVolumeTasks: DescribeReplaceRootVolumeTasks$,
  CreateTags: CreateTags$,
  DeleteTags: DeleteTags$,
  DescribeTags: DescribeTags$,
  ...templateSchemas,
  ...networkSchemas,
  DescribeRegions: DescribeRegions$,
};
