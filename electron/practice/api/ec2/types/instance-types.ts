/** DescribeInstanceTypes: the types that the practice region has. */
import type {
  _InstanceType,
  DescribeInstanceTypesCommandInput,
  DescribeInstanceTypesCommandOutput,
  InstanceStorageInfo,
  InstanceTypeInfo,
} from "@aws-sdk/client-ec2";
import { INSTANCE_TYPES, instanceTypeNamed } from "../../../world/ec2/instances/instance-types.ts";
import type { InstanceTypeFacts } from "../../../world/ec2/instances/instance-types.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfList, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { coresOf } from "./cores.ts";

const FIELDS: FilterFields<InstanceTypeFacts> = {
  "instance-type": (row) => [row.name],
  "processor-info.supported-architecture": (row) => [row.architecture],
  "vcpu-info.default-vcpus": (row) => [String(row.vcpus)],
  "memory-info.size-in-mib": (row) => [String(row.memoryMib)],
  "current-generation": () => ["true"],
  "burstable-performance-supported": (row) => [String(row.burstable)],
  hypervisor: (row) => [row.hypervisor],
  "bare-metal": () => ["false"],
  "free-tier-eligible": () => ["false"],
  "instance-storage-supported": (row) => [String(row.storeGb > 0)],
  "supported-root-device-type": () => ["ebs"],
  "supported-usage-class": () => ["on-demand", "spot"],
  "supported-virtualization-type": () => ["hvm"],
};

export function DescribeInstanceTypes(
  input: DescribeInstanceTypesCommandInput,
  _ctx: CallContext,
): Reply<DescribeInstanceTypesCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.InstanceTypes, input, "InstanceTypes");
  const matches = matcher(input.Filters, FIELDS);
  const named = input.InstanceTypes?.map(typeNamed) ?? [...INSTANCE_TYPES.values()];
  const { items, NextToken } = pageOfList(named.filter(matches), input, { least: 5, most: 100 });
  return { InstanceTypes: items.map(typeShape), NextToken };
}

function typeNamed(name: string): InstanceTypeFacts {
  const type = instanceTypeNamed(name);
  if (type) return type;
  const words = `The following supplied instance types do not exist: [${name}]`;
  throw new PracticeError("InvalidInstanceType", words);
}

function typeShape(type: InstanceTypeFacts): InstanceTypeInfo {
  const { cores, threadsPerCore } = coresOf(type);
  return {
    InstanceType: type.name as _InstanceType,
    CurrentGeneration: true,
    FreeTierEligible: false,
    BareMetal: false,
    Hypervisor: type.hypervisor,
    BurstablePerformanceSupported: type.burstable,
    ProcessorInfo: { SupportedArchitectures: [type.architecture] },
    VCpuInfo: {
      DefaultVCpus: type.vcpus,
      DefaultCores: cores,
      DefaultThreadsPerCore: threadsPerCore,
    },
    MemoryInfo: { SizeInMiB: type.memoryMib },
    SupportedRootDeviceTypes: ["ebs"],
    SupportedUsageClasses: ["on-demand", "spot"],
    SupportedVirtualizationTypes: ["hvm"],
    InstanceStorageSupported: type.storeGb > 0,
    InstanceStorageInfo: type.storeGb > 0 ? storeShape(type.storeGb) : undefined,
  };
}

function storeShape(gb: number): InstanceStorageInfo {
  return {
    TotalSizeInGB: gb,
    Disks: [{ SizeInGB: gb, Count: 1, Type: "ssd" }],
    NvmeSupport: "required",
    EncryptionSupport: "required",
  };
}
