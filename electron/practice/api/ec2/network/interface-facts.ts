/** What follows from a network interface's id, so that it need not be kept. */
import { createHash } from "node:crypto";
import type { InstanceState } from "../../../world/kernel/state-ec2.ts";

type WithInterface = Pick<InstanceState, "networkInterfaceId">;

/** Locally administered, as Amazon's are. */
export function macAddressOf({ networkInterfaceId: id }: WithInterface): string {
  const digits = id.slice(-10);
  return ["06", ...Array.from({ length: 5 }, (_, at) => digits.slice(2 * at, 2 * at + 2))].join(
    ":",
  );
}

export function attachmentIdOf({ networkInterfaceId: id }: WithInterface): string {
  return `eni-attach-0${createHash("sha256").update(id).digest("hex").slice(0, 16)}`;
}
