/** How many servers a launch may have, and what one that begins or ends takes or gives back. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { SubnetState } from "../../kernel/state/ec2/network.ts";
import type { World } from "../../kernel/world.ts";
import {
  giveRoom,
  insufficientCapacity,
  insufficientToStart,
  roomFor,
  takeRoom,
} from "./capacity.ts";
import { checkOffered } from "./offerings.ts";
import { countEnded, countStarted, countStopped, withinQuotas } from "./quotas.ts";

export interface PlacesWish {
  readonly subnet: SubnetState;
  readonly instanceType: string;
  readonly groupName: string | null;
  readonly imageId: string;
  readonly least: number;
  readonly wanted: number;
}

/** As many as there is room for, at least the fewest that are wanted; otherwise AWS's refusal. */
export function placesFor(world: World, wish: PlacesWish): number {
  const { subnet, instanceType, groupName, least } = wish;
  const place = { zone: subnet.zone, instanceType };
  if (least > subnet.freeAddresses) throw noAddresses(subnet);
  checkOffered(world, instanceType, subnet.zone);
  const refusal = world.mishaps?.refuseLaunch({ ...place, groupName, imageId: wish.imageId });
  if (refusal) throw refusal;
  const allowed = withinQuotas(world, instanceType, wish);
  const room = roomFor(world, place);
  if (room < least) throw insufficientCapacity(world, place);
  return Math.min(allowed, room, subnet.freeAddresses);
}

function noAddresses(subnet: SubnetState): PracticeError {
  const words = `There are not enough free addresses in subnet '${subnet.id}' to satisfy the requested number of instances.`;
  return new PracticeError("InsufficientFreeAddressesInSubnet", words);
}

const placeOf = ({ zone, instanceType }: InstanceState) => ({ zone, instanceType });

/** All of them at once: there must be room for the last one too. */
export function checkPlacesToStart(world: World, instances: readonly InstanceState[]): void {
  const held: InstanceState[] = [];
  try {
    for (const instance of instances) {
      checkPlaceToStart(world, instance);
      takePlace(world, instance);
      held.push(instance);
    }
  } finally {
    for (const instance of held) leavePlace(world, instance);
  }
}

/** A stopped server needs room to start again, and a disk to start from. */
export function checkPlaceToStart(world: World, instance: InstanceState): void {
  checkHasRoot(world, instance);
  const refusal = world.mishaps?.refuseLaunch({
    ...placeOf(instance),
    groupName: instance.groupName,
  });
  if (refusal) throw refusal;
  withinQuotas(world, instance.instanceType, { least: 1, wanted: 1 });
  if (roomFor(world, placeOf(instance)) < 1) throw insufficientToStart();
}

function checkHasRoot(world: World, { id, imageId, rootDevice, volumes }: InstanceState): void {
  const image = world.state.images.get(imageId);
  const hadRoot = image?.mappings.some(({ device }) => device === rootDevice) ?? false;
  if (!hadRoot || volumes.some(({ device }) => device === rootDevice)) return;
  const words = `Instance '${id}' does not have a volume attached at root (${rootDevice})`;
  throw new PracticeError("IncorrectInstanceState", words);
}

export function takePlace(world: World, instance: InstanceState): void {
  takeRoom(world, placeOf(instance));
  countStarted(world, instance);
}

export function leavePlace(world: World, instance: InstanceState): void {
  giveRoom(world, placeOf(instance));
  if (instance.state === "terminated") countEnded(world, instance);
  else countStopped(world, instance);
}
