/**
 * Changes of a server's attributes. Each looks whether the change is allowed and returns what makes it, so that a dry
 * run can stop between the two.
 */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { World } from "../../kernel/world.ts";
import { checkUserData } from "./launch-spec.ts";
import { instanceTypeNamed } from "./instance-types.ts";

type Change = () => void;

export function mustBeStopped({ id, state }: InstanceState): void {
  if (state === "stopped") return;
  const words = `The instance '${id}' is not in the 'stopped' state.`;
  throw new PracticeError("IncorrectInstanceState", words);
}

/** Not of spot servers; a server that ends can't be saved any more. */
export function changeProtection(
  instance: InstanceState,
  which: "disableApiTermination" | "disableApiStop",
  to: boolean,
): Change {
  if (instance.state === "terminated" || instance.state === "shutting-down")
    throw isEnding(instance);
  if (to && instance.isSpot) {
    const words = `The '${which}' attribute can't be modified for Spot Instances.`;
    throw new PracticeError("UnsupportedOperation", words);
  }
  return () => void (instance[which] = to);
}

function isEnding({ id }: InstanceState): PracticeError {
  const words = `The instance '${id}' is not in a state from which its attributes can be changed.`;
  return new PracticeError("IncorrectInstanceState", words);
}

/** It runs at the first boot alone: a server that has booted keeps it for reading. */
export function changeUserData(instance: InstanceState, bytes: Buffer): Change {
  mustBeStopped(instance);
  const encoded = bytes.toString("base64");
  checkUserData(encoded);
  return () => void (instance.userData = bytes.length === 0 ? null : encoded);
}

export function changeType(instance: InstanceState, name: string): Change {
  mustBeStopped(instance);
  const type = instanceTypeNamed(name);
  if (!type) {
    const words = `Invalid value '${name}' for InstanceType.`;
    throw new PracticeError("InvalidInstanceAttributeValue", words);
  }
  if (type.architecture !== instance.architecture) {
    const words =
      `The architecture '${type.architecture}' of the specified instance type does not match the architecture ` +
      `'${instance.architecture}' of the instance.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  return () => {
    instance.instanceType = name;
    if (type.storeGb === 0) delete instance.instanceStore;
    else instance.instanceStore = storeOf(type.storeGb, instance.bootCount + 1);
  };
}

/** The disks of a host: sold by 10^9, measured by 2^30 bytes. */
export const storeOf = (gb: number, blankAtBoot: number) => ({
  gib: Math.floor((gb * 1e9) / 2 ** 30),
  blankAtBoot,
});

export function changeGroups(
  world: World,
  instance: InstanceState,
  groupIds: readonly string[],
): Change {
  if (groupIds.length === 0) {
    const words = "You must specify at least one security group.";
    throw new PracticeError("InvalidParameterValue", words);
  }
  for (const id of groupIds) {
    if (world.state.securityGroups.get(id)?.vpcId === instance.vpcId) continue;
    const words = `The security group '${id}' does not exist`;
    throw new PracticeError("InvalidGroup.NotFound", words);
  }
  return () => void (instance.securityGroupIds = [...new Set(groupIds)]);
}

interface VolumeFate {
  readonly DeviceName?: string | undefined;
  readonly Ebs?: { readonly DeleteOnTermination?: boolean | undefined } | undefined;
}

/** Of volumes that are attached already, only what becomes of them can be changed. */
export function changeVolumeFates(instance: InstanceState, fates: readonly VolumeFate[]): Change {
  const changes = fates.map(({ DeviceName: device, Ebs: ebs }) => {
    const attachment = instance.volumes.find((each) => each.device === device);
    if (attachment) return { attachment, to: ebs?.DeleteOnTermination };
    const words = `No device is currently mapped at ${device}`;
    throw new PracticeError("InvalidInstanceAttributeValue", words);
  });
  return () => {
    for (const { attachment, to } of changes)
      if (to !== undefined) attachment.deleteOnTermination = to;
  };
}
