/** Servers of a rehearsal, as they stood when they were read, without their user data. */
import { appendConsole } from "../../ec2/guest/console-output.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { World } from "../../kernel/world.ts";
import { ASSUMED_GIB } from "./copy-images.ts";
import type { RehearsalSeed, RehearsedServer } from "./rehearsal-seed.ts";

export function copyServers(world: World, { servers, vpcId }: RehearsalSeed): void {
  for (const server of servers) {
    const instance = copyServer(world, server, vpcId);
    world.state.instances.set(instance.id, instance);
    copyVolumes(world, instance);
    const sinceMs = instance.stateChangedAtMs;
    if (server.state === "running")
      appendConsole(instance, "cloud-init[1612]: Cloud-init finished.", sinceMs);
  }
}

function copyServer(world: World, server: RehearsedServer, vpcId: string): InstanceState {
  const { template, volumes, tags, healthy, securityGroupIds, ...facts } = server;
  const isRunning = server.state === "running";
  const atMs = Math.min(server.launchedAtMs, world.nowMs);
  const check = isRunning ? "ok" : "not-applicable";
  return {
    ...facts,
    reservationId: `r-${server.id.slice(2)}`,
    launchIndex: 0,
    stateReason: null,
    transitionReason: "",
    launchedAtMs: atMs,
    stateChangedAtMs: Math.min(atMs + 30_000, world.nowMs),
    vpcId,
    networkInterfaceId: `eni-${server.id.slice(2)}`,
    securityGroupIds: [...securityGroupIds],
    keyName: null,
    userData: null,
    tags: { ...tags },
    volumes: volumes.map((volume) => ({ ...volume, attachedAtMs: atMs })),
    clientToken: null,
    shutdownBehaviour: "stop",
    disableApiTermination: false,
    metadataOptions: { httpTokens: "required", instanceMetadataTags: "disabled" },
    monitoring: false,
    systemCheck: check,
    instanceCheck: check,
    health: healthy ? "healthy" : "unhealthy",
    console: "",
    consoleAtMs: atMs,
    contentsId: world.state.images.get(server.imageId)?.contentsId ?? null,
    launchTemplate: template,
    bootCount: 1,
  };
}

function copyVolumes(world: World, instance: InstanceState): void {
  for (const { volumeId, device } of instance.volumes) {
    const isRoot = device === instance.rootDevice;
    const mapping = world.state.images.get(instance.imageId)?.mappings[0];
    world.state.volumes.set(volumeId, {
      id: volumeId,
      state: "in-use",
      sizeGib: (isRoot ? mapping?.sizeGib : null) ?? ASSUMED_GIB,
      volumeType: "gp3",
      zone: instance.zone,
      snapshotId: isRoot ? (mapping?.snapshotId ?? null) : null,
      encrypted: false,
      createdAtMs: instance.launchedAtMs,
      attachedTo: instance.id,
      device,
      tags: {},
    });
  }
}
