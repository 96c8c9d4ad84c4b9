/** EC2's actions on servers and their types, with the SDK's schemas. */
import {
  DescribeInstanceAttribute$,
  DescribeInstances$,
  DescribeInstanceStatus$,
  DescribeInstanceTypeOfferings$,
  DescribeInstanceTypes$,
  GetConsoleOutput$,
  GetConsoleScreenshot$,
  ModifyInstanceAttribute$,
  ModifyInstanceMetadataOptions$,
  MonitorInstances$,
  RebootInstances$,
  RunInstances$,
  StartInstances$,
  StopInstances$,
  TerminateInstances$,
  UnmonitorInstances$,
} from "@aws-sdk/client-ec2";
import type { OperationSchemas } from "../../../wire/service.ts";
import { GetConsoleOutput, GetConsoleScreenshot } from "../console/console.ts";
import { DescribeInstanceAttribute } from "../attributes/describe-attribute.ts";
import { DescribeInstances } from "./describe-instances.ts";
import { DescribeInstanceStatus } from "./describe-status.ts";
import {
  RebootInstances,
  StartInstances,
  StopInstances,
  TerminateInstances,
} from "./instance-actions.ts";
import { DescribeInstanceTypes } from "../types/instance-types.ts";
import { ModifyInstanceMetadataOptions } from "../attributes/metadata-options.ts";
import { MonitorInstances, UnmonitorInstances } from "./monitoring.ts";
import { ModifyInstanceAttribute } from "../attributes/modify-attribute.ts";
import { DescribeInstanceTypeOfferings } from "../types/type-offerings.ts";
import { RunInstances } from "./run-instances.ts";

export const instanceOperations = {
  RunInstances,
  DescribeInstances,
  DescribeInstanceStatus,
  DescribeInstanceAttribute,
  ModifyInstanceAttribute,
  ModifyInstanceMetadataOptions,
  GetConsoleOutput,
  GetConsoleScreenshot,
  TerminateInstances,
  StopInstances,
  StartInstances,
  RebootInstances,
  MonitorInstances,
  UnmonitorInstances,
  DescribeInstanceTypes,
  DescribeInstanceTypeOfferings,
};

export const instanceSchemas: OperationSchemas<typeof instanceOperations> = {
  RunInstances: RunInstances$,
  DescribeInstances: DescribeInstances$,
  DescribeInstanceStatus: DescribeInstanceStatus$,
  DescribeInstanceAttribute: DescribeInstanceAttribute$,
  ModifyInstanceAttribute: ModifyInstanceAttribute$,
  ModifyInstanceMetadataOptions: ModifyInstanceMetadataOptions$,
  GetConsoleOutput: GetConsoleOutput$,
  GetConsoleScreenshot: GetConsoleScreenshot$,
  TerminateInstances: TerminateInstances$,
  StopInstances: StopInstances$,
  StartInstances: StartInstances$,
  RebootInstances: RebootInstances$,
  MonitorInstances: MonitorInstances$,
  UnmonitorInstances: UnmonitorInstances$,
  DescribeInstanceTypes: DescribeInstanceTypes$,
  DescribeInstanceTypeOfferings: DescribeInstanceTypeOfferings$,
};
