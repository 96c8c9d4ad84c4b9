/** Makes instances with their addresses and volumes, in state pending, and sets their first timer. */
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { SubnetState } from "../../kernel/state/ec2/network.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import type { World } from "../../kernel/world.ts";
import { placesFor } from "../capacity/places.ts";
import { noteLaunchOf } from "../images/last-launched.ts";
import { beginPending } from "./instance-life.ts";
import { checkMetadataKeys } from "./metadata-tags.ts";
import { newInstance } from "./new-instance.ts";
import type { LaunchSpec } from "./launch-spec.ts";
import { tagsFor } from "./launch-spec.ts";
import { noteTags } from "../tags/tag-index.ts";
import { checkRoomForTags, checkTags } from "../tags/tagging.ts";
import { hideNew } from "../visibility/visibility.ts";
import { attachVolumes } from "../volumes/launch-volumes.ts";
import { diskKeyFails } from "../volumes/disk-keys.ts";

export interface Launch {
  readonly spec: LaunchSpec;
  readonly subnet: SubnetState;
  readonly count: number;
  /** The fewest, if there is not room for all; absent: all or none. */
  readonly least?: number;
  readonly tags: Tags;
  readonly groupName: string | null;
  readonly launchTemplate: InstanceState["launchTemplate"];
  readonly clientToken: string | null;
  readonly cause: string;
}

export function launch(world: World, order: Launch): InstanceState[] {
  checkTagsOf(order);
  const { spec, subnet, groupName, count: wanted, least = wanted } = order;
  const [instanceType, imageId] = [spec.type.name, spec.image.id];
  const wish = { subnet, instanceType, imageId, groupName, least, wanted };
  const count = placesFor(world, wish);
  const reservationId = world.id("r");
  const made: InstanceState[] = [];
  for (let index = 0; index < count; index++)
    made.push(launchOne(world, order, reservationId, index));
  noteLaunchOf(world, spec.image.id);
  return made;
}

/** AWS's own are not counted, and its reserved beginning is not looked for among them. */
function checkTagsOf({ spec: { data }, tags }: Launch): void {
  const own = tagsFor(data.TagSpecifications, "instance");
  checkTags(own);
  checkTags(tagsFor(data.TagSpecifications, "volume"));
  checkRoomForTags(own, tags);
  if (data.MetadataOptions?.InstanceMetadataTags === "enabled")
    checkMetadataKeys({ ...own, ...tags });
}

function launchOne(
  world: World,
  order: Launch,
  reservationId: string,
  launchIndex: number,
): InstanceState {
  const instance = placeInstance(world, order, { reservationId, launchIndex, atMs: world.nowMs });
  hideNew(world, instance.id);
  for (const { volumeId } of instance.volumes) hideNew(world, volumeId);
  if (keyFails(world, instance)) instance.launchFault = CLIENT_INTERNAL_ERROR;
  beginPending(world, instance, order.cause);
  return instance;
}

const CLIENT_INTERNAL_ERROR = {
  code: "Client.InternalError",
  message: "Client.InternalError: Client error on launch",
};

/** Seen only after the launch has been accepted. */
function keyFails(world: World, instance: InstanceState): boolean {
  const { volumes, zone, instanceType, groupName } = instance;
  return volumes.some(({ volumeId }) => {
    const keyId = world.state.volumes.get(volumeId)?.kmsKeyId;
    return keyId !== undefined && diskKeyFails(world, { keyId, zone, instanceType, groupName });
  });
}

export interface Placing {
  readonly reservationId: string;
  readonly launchIndex: number;
  readonly atMs: number;
}

/** Puts a server and its volumes into the state without beginning its life: scenarios say what it is like. */
export function placeInstance(world: World, order: Launch, placing: Placing): InstanceState {
  const instance = newInstance(world, order, placing);
  world.state.instances.set(instance.id, instance);
  noteTags(world, instance.id, instance.tags);
  attachVolumes(world, instance, order.spec);
  return instance;
}
