/** The part of a server's description that tells what it runs on, and what of AWS's it doesn't use. */
import type { ArchitectureValues, CpuOptions, Instance } from "@aws-sdk/client-ec2";
import { instanceTypeNamed } from "../../../world/ec2/instances/instance-types.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import { coresOf } from "../types/cores.ts";

/** What EC2 tells of every server that hasn't asked for any of it, as far as clients look for it. */
const UNUSED: Instance = {
  EnclaveOptions: { Enabled: false },
  HibernationOptions: { Configured: false },
  ProductCodes: [],
  PublicDnsName: "",
};

export function machineShape(instance: InstanceState): Instance {
  return {
    ...UNUSED,
    Architecture: instance.architecture as ArchitectureValues,
    Hypervisor: "xen",
    VirtualizationType: "hvm",
    CpuOptions: cpuShape(instance),
    EnaSupport: true,
    EbsOptimized: instance.ebsOptimized ?? false,
    BootMode: "uefi-preferred",
    CurrentInstanceBootMode: "uefi",
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    UsageOperationUpdateTime: new Date(instance.launchedAtMs),
    MaintenanceOptions: { AutoRecovery: "default" },
    InstanceLifecycle: instance.isSpot ? "spot" : undefined,
  };
}

function cpuShape({ instanceType }: InstanceState): CpuOptions | undefined {
  const type = instanceTypeNamed(instanceType);
  if (!type) return undefined;
  const { cores, threadsPerCore } = coresOf(type);
  return { CoreCount: cores, ThreadsPerCore: threadsPerCore };
}
