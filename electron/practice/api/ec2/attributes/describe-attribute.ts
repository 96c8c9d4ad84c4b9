/** DescribeInstanceAttribute: one attribute a call. */
import type {
  DescribeInstanceAttributeCommandInput,
  DescribeInstanceAttributeCommandOutput,
} from "@aws-sdk/client-ec2";
import { findInstance } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { volumeShapes } from "../instances/instance-shape.ts";

type Answer = Reply<DescribeInstanceAttributeCommandOutput>;

export function DescribeInstanceAttribute(
  input: DescribeInstanceAttributeCommandInput,
  { world }: CallContext,
): Answer {
  const instance = findInstance(world, required(input.InstanceId, "InstanceId"));
  const read = READERS[required(input.Attribute, "Attribute")];
  if (!read) throw unknownAttribute(input.Attribute ?? "");
  refuseDryRun(input);
  return { InstanceId: instance.id, ...read(instance) };
}

export function unknownAttribute(name: string): PracticeError {
  const words = `Value (${name}) for parameter attribute is invalid. Unknown attribute.`;
  return new PracticeError("InvalidParameterValue", words);
}

const READERS: Readonly<Record<string, (row: InstanceState) => Answer>> = {
  userData: ({ userData }) => ({ UserData: userData === null ? {} : { Value: userData } }),
  instanceType: (row) => ({ InstanceType: { Value: row.instanceType } }),
  disableApiTermination: (row) => ({
    DisableApiTermination: { Value: row.disableApiTermination },
  }),
  disableApiStop: (row) => ({ DisableApiStop: { Value: row.disableApiStop ?? false } }),
  instanceInitiatedShutdownBehavior: (row) => ({
    InstanceInitiatedShutdownBehavior: { Value: row.shutdownBehaviour },
  }),
  rootDeviceName: (row) => ({ RootDeviceName: { Value: row.rootDevice } }),
  blockDeviceMapping: (row) => ({ BlockDeviceMappings: volumeShapes(row) }),
  groupSet: (row) => ({ Groups: row.securityGroupIds.map((GroupId) => ({ GroupId })) }),
  sourceDestCheck: (row) => ({ SourceDestCheck: { Value: row.sourceDestCheck ?? true } }),
  ebsOptimized: (row) => ({ EbsOptimized: { Value: row.ebsOptimized ?? false } }),
  enaSupport: () => ({ EnaSupport: { Value: true } }),
  enclaveOptions: () => ({ EnclaveOptions: { Enabled: false } }),
  productCodes: () => ({ ProductCodes: [] }),
  kernel: () => ({ KernelId: {} }),
  ramdisk: () => ({ RamdiskId: {} }),
  sriovNetSupport: () => ({ SriovNetSupport: {} }),
};
