/** The types that the practice region has, and in which of its zones. */
import type {
  _InstanceType,
  DescribeInstanceTypesCommandInput,
  DescribeInstanceTypesCommandOutput,
  DescribeInstanceTypeOfferingsCommandInput,
  DescribeInstanceTypeOfferingsCommandOutput,
  InstanceStorageInfo,
  LocationType,
  InstanceTypeInfo,
} from "@aws-sdk/client-ec2";
import { zonesOffering } from "../../../world/ec2/capacity/offerings.ts";
import { INSTANCE_TYPES } from "../../../world/ec2/instance-types.ts";
import type { InstanceTypeFacts } from "../../../world/ec2/instance-types.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfList, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";

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
  const type = INSTANCE_TYPES.get(name);
  if (type) return type;
  const words = `The following supplied instance types do not exist: [${name}]`;
  throw new PracticeError("InvalidInstanceType", words);
}

function typeShape(type: InstanceTypeFacts): InstanceTypeInfo {
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
      DefaultCores: Math.max(1, type.vcpus / threadsOf(type)),
      DefaultThreadsPerCore: threadsOf(type),
    },
    MemoryInfo: { SizeInMiB: type.memoryMib },
    SupportedRootDeviceTypes: ["ebs"],
    SupportedUsageClasses: ["on-demand", "spot"],
    SupportedVirtualizationTypes: ["hvm"],
    InstanceStorageSupported: type.storeGb > 0,
    InstanceStorageInfo: type.storeGb > 0 ? storeShape(type.storeGb) : undefined,
  };
}

/** Graviton's cores have one thread each. */
const threadsOf = ({ architecture, vcpus }: InstanceTypeFacts) =>
  architecture === "arm64" ? 1 : Math.min(2, vcpus);

function storeShape(gb: number): InstanceStorageInfo {
  return {
    TotalSizeInGB: gb,
    Disks: [{ SizeInGB: gb, Count: 1, Type: "ssd" }],
    NvmeSupport: "required",
    EncryptionSupport: "required",
  };
}

interface Offering {
  readonly type: string;
  readonly location: string;
}

const OFFERING_FIELDS: FilterFields<Offering> = {
  "instance-type": (row) => [row.type],
  location: (row) => [row.location],
};

/** By region unless zones are asked for. */
export function DescribeInstanceTypeOfferings(
  input: DescribeInstanceTypeOfferingsCommandInput,
  { world }: CallContext,
): Reply<DescribeInstanceTypeOfferingsCommandOutput> {
  refuseDryRun(input);
  const { LocationType = "region" } = input;
  const matches = matcher(input.Filters, OFFERING_FIELDS);
  const all = [...INSTANCE_TYPES.keys()].flatMap((type) =>
    locationsOf(world, type, LocationType).map((location) => ({ type, location })),
  );
  const { items, NextToken } = pageOfList(all.filter(matches), input, { least: 5, most: 1000 });
  const InstanceTypeOfferings = items.map(({ type, location: Location }) => ({
    InstanceType: type as _InstanceType,
    LocationType,
    Location,
  }));
  return { InstanceTypeOfferings, NextToken };
}

function locationsOf(world: World, instanceType: string, kind: LocationType): readonly string[] {
  const zones = zonesOffering(world, instanceType);
  switch (kind) {
    case "region":
      return zones.length > 0 ? [world.region] : [];
    case "availability-zone":
      return zones;
    case "availability-zone-id":
      return zones.map((zone) => world.state.zones.get(zone)?.id ?? zone);
    default:
      return [];
  }
}
