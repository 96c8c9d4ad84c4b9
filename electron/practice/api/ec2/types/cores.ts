/** How a type's vCPUs are made of cores. */
import type { InstanceTypeFacts } from "../../../world/ec2/instances/instance-types.ts";

/** Graviton's cores have one thread each. */
export function coresOf({ architecture, vcpus }: InstanceTypeFacts) {
  const threadsPerCore = architecture === "arm64" ? 1 : Math.min(2, vcpus);
  return { cores: Math.max(1, vcpus / threadsPerCore), threadsPerCore };
}
