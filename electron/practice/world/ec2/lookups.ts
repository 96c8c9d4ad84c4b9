/** Finding things by id, or AWS's own error when they are not there. */
import { PracticeError } from "../kernel/practice-error.ts";
import type { ImageState, SnapshotState } from "../kernel/state/ec2/images.ts";
import type { InstanceState } from "../kernel/state/ec2/instances.ts";
import type { SubnetState } from "../kernel/state/ec2/network.ts";
import type { World } from "../kernel/world.ts";
import { imageSettings } from "./images/settings.ts";
import { isSeen } from "./visibility/visibility.ts";

export function mustBeId(id: string, prefix: string, code: string): void {
  if (new RegExp(`^${prefix}-[0-9a-f]{8,17}$`).test(id)) return;
  const hint = prefix === "i" && id !== "" ? "" : ` (expecting "${prefix}-...")`;
  throw new PracticeError(`${code}.Malformed`, `Invalid id: "${id}"${hint}`);
}

export function findInstance(world: World, id: string): InstanceState {
  mustBeId(id, "i", "InvalidInstanceID");
  const instance = isSeen(world, id) ? world.state.instances.get(id) : undefined;
  if (instance) return instance;
  throw new PracticeError("InvalidInstanceID.NotFound", `The instance ID '${id}' does not exist`);
}

/** All of them, or an error that names all that are missing. */
export function findInstances(world: World, ids: readonly string[]): InstanceState[] {
  for (const id of ids) mustBeId(id, "i", "InvalidInstanceID");
  const missing = ids.filter((id) => !world.state.instances.has(id) || !isSeen(world, id));
  if (missing.length === 1) findInstance(world, missing[0] ?? "");
  if (missing.length > 1) {
    const words = `The instance IDs '${missing.join(", ")}' do not exist`;
    throw new PracticeError("InvalidInstanceID.NotFound", words);
  }
  return ids.map((id) => findInstance(world, id));
}

/** An image that is registered. */
export function findImage(world: World, id: string): ImageState {
  mustBeId(id, "ami", "InvalidAMIID");
  const image = isSeen(world, id) ? world.state.images.get(id) : undefined;
  if (image && image.state !== "deregistered") return image;
  throw image && imageSettings(world).deregisteredSays === "Unavailable"
    ? new PracticeError("InvalidAMIID.Unavailable", `The image ID '${id}' is no longer available`)
    : new PracticeError("InvalidAMIID.NotFound", `The image id '[${id}]' does not exist`);
}

export function findSnapshot(world: World, id: string): SnapshotState {
  mustBeId(id, "snap", "InvalidSnapshotID");
  const snapshot = isSeen(world, id) ? world.state.snapshots.get(id) : undefined;
  if (snapshot) return snapshot;
  throw new PracticeError("InvalidSnapshot.NotFound", `The snapshot '${id}' does not exist.`);
}

export function findSubnet(world: World, id: string): SubnetState {
  const subnet = world.state.subnets.get(id);
  if (subnet) return subnet;
  throw new PracticeError("InvalidSubnetID.NotFound", `The subnet ID '${id}' does not exist`);
}
