/** What follows from a network interface's id, so that it need not be kept. */
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";

type WithInterface = Pick<InstanceState, "networkInterfaceId">;

/** Locally administered, as Amazon's are. */
export function macAddressOf({ networkInterfaceId: id }: WithInterface): string {
  const pair = (at: number) => id.slice(at, at + 2);
  const from = id.length - 10;
  return `06:${pair(from)}:${pair(from + 2)}:${pair(from + 4)}:${pair(from + 6)}:${pair(from + 8)}`;
}

/** The same digits, the other half first. */
export function attachmentIdOf({ networkInterfaceId: id }: WithInterface): string {
  const digits = id.slice(-16);
  return `eni-attach-0${digits.slice(8)}${digits.slice(0, 8)}`;
}
