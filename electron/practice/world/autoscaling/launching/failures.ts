/** Launches that were refused: the activity that tells of it, and the ever longer wait before the next attempt. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { SubnetState } from "../../kernel/state/ec2/network.ts";
import type { World } from "../../kernel/world.ts";
import { closeActivity, openActivity } from "../activities.ts";
import { wake } from "../wake.ts";
import { causeOf } from "./causes.ts";
import type { Growth, LaunchReason } from "./causes.ts";

const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 15 * 60_000;

/** Refusals that another type or another zone may not have. */
const WANT_OF_ROOM: ReadonlySet<string> = new Set([
  "InsufficientInstanceCapacity",
  "InsufficientFreeAddressesInSubnet",
  "InsufficientHostCapacity",
  "InsufficientReservedInstanceCapacity",
  "ReservationCapacityExceeded",
  "SpotMaxPriceTooLow",
  "UnfulfillableCapacity",
  "Unsupported",
]);

export const isForWantOfRoom = ({ code }: PracticeError) => WANT_OF_ROOM.has(code);

export const refusal = (message: string) => new PracticeError("ValidationError", message);

interface Failure {
  readonly subnet: SubnetState | null;
  readonly reason: LaunchReason;
  readonly growth: Growth;
  readonly error: PracticeError;
}

export function recordFailure(world: World, group: GroupState, failure: Failure): void {
  const { subnet, error } = failure;
  const { message } = error;
  const status = `${message}${/[.!?]$/.test(message) ? "" : "."} Launching EC2 instance failed.`;
  const activity = openActivity(world, group, {
    instanceId: null,
    description: `Launching a new EC2 instance.  Status Reason: ${status}`,
    cause: causeOf(world, group, failure.reason, failure.growth),
    statusCode: "InProgress",
    progressPercent: 100,
    zone: subnet?.zone ?? null,
    subnetId: subnet?.id ?? null,
  });
  closeActivity(world, activity.id, "Failed", status);
}

export const waitLeftMs = (world: World, group: GroupState): number =>
  Number(group.engine["notBeforeMs"] ?? 0) - world.nowMs;

export function retryLater(world: World, group: GroupState): void {
  const failures = Number(group.engine["failures"] ?? 0);
  const delayMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
  group.engine["failures"] = failures + 1;
  group.engine["notBeforeMs"] = world.nowMs + delayMs;
  wake(world, group, delayMs);
}
