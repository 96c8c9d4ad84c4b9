/** Servers that have been running for a while when the practice region begins. */
import { firstBootFrames } from "../../guest/manifest/manifest.ts";
import { appendConsole } from "../ec2/guest/console-output.ts";
import { contentsOf } from "../ec2/volumes/contents.ts";
import { noteLaunchOf } from "../ec2/images/last-launched.ts";
import { awsTags } from "../ec2/instances/instance-orders.ts";
import { placeInstance } from "../ec2/instances/launch.ts";
import { resolveSpec } from "../ec2/instances/launch-spec.ts";
import { findSubnet } from "../ec2/lookups.ts";
import type { ImageContents } from "../kernel/state/ec2/contents.ts";
import type { InstanceState } from "../kernel/state/ec2/instances.ts";
import type { LaunchTemplateState, TemplateVersionState } from "../kernel/state/ec2/templates.ts";
import type { Tags } from "../kernel/state/ec2/tags.ts";
import type { World } from "../kernel/world.ts";

export interface ServersOrder {
  readonly template: LaunchTemplateState;
  readonly version: TemplateVersionState;
  readonly groupName: string;
  readonly tags: Tags;
  /** Taken in turn. */
  readonly subnetIds: readonly string[];
  readonly count: number;
  readonly launchedAtMs: number;
  /** Without their manifests on their consoles: ten thousand of them would fill the memory. */
  readonly quiet?: boolean;
}

export function makeServers(world: World, order: ServersOrder): InstanceState[] {
  const launch = {
    spec: resolveSpec(world, order.version.data),
    count: 1,
    tags: { ...order.tags, ...awsTags(order.template, order.version, order.groupName) },
    groupName: order.groupName,
    launchTemplate: { id: order.template.id, version: order.version.version },
    clientToken: null,
    cause: "seed",
  };
  noteLaunchOf(world, launch.spec.image.id, order.launchedAtMs);
  return Array.from({ length: order.count }, (_, index) => {
    const subnet = findSubnet(world, order.subnetIds[index % order.subnetIds.length] ?? "");
    const atMs = order.launchedAtMs + world.chance.whole(0, 90) * 1000;
    const placing = { reservationId: world.id("r"), launchIndex: 0, atMs };
    return settle(
      world,
      placeInstance(world, { ...launch, subnet }, placing),
      order.quiet ?? false,
    );
  });
}

function settle(world: World, instance: InstanceState, quiet: boolean): InstanceState {
  instance.state = "running";
  instance.stateChangedAtMs = instance.launchedAtMs + 30_000;
  instance.systemCheck = "ok";
  instance.instanceCheck = "ok";
  instance.bootCount = 1;
  const contents = contentsOf(world, instance.contentsId);
  instance.health = contents.health === "ok" ? "healthy" : "unhealthy";
  const version = `Linux version ${contents.kernel} (${instance.architecture})`;
  appendConsole(instance, `[    0.000000] ${version}`, instance.launchedAtMs + 31_000);
  if (!quiet) sayManifest(instance, contents);
  appendConsole(instance, "cloud-init[1612]: Cloud-init finished.", instance.launchedAtMs + 40_000);
  return instance;
}

/** As its guest would have, had it booted under this clock. */
function sayManifest(instance: InstanceState, contents: ImageContents): void {
  const moment = { atMs: instance.launchedAtMs + 38_000, bootSeconds: contents.bootSeconds ?? 25 };
  for (const frame of firstBootFrames(contents, moment))
    appendConsole(instance, frame, moment.atMs);
}
