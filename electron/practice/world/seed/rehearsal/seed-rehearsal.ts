/**
 * Begins a practice region as a copy of another one. What the seed doesn't know is what a practice region has by
 * itself: disks that boot and answer, one network, one load balancer. No chance is drawn: the same seed is the same region.
 */
import type { World } from "../../kernel/world.ts";
import { copyGroups } from "./copy-groups.ts";
import { copyImages } from "./copy-images.ts";
import { copyNetwork } from "./copy-network.ts";
import { copyServers } from "./copy-servers.ts";
import { copyTargetGroups } from "./copy-targets.ts";
import type { RehearsalSeed } from "./rehearsal-seed.ts";

/** Once, into a world without any resource, of the seed's own region and account. */
export function seedFromInventory(world: World, seed: RehearsalSeed): void {
  copyNetwork(world, seed);
  copyImages(world, seed);
  copyTemplates(world, seed);
  copyServers(world, seed);
  copyTargetGroups(world, seed);
  copyGroups(world, seed);
}

function copyTemplates(world: World, { templates }: RehearsalSeed): void {
  for (const template of templates) {
    const createdAtMs = Math.min(...template.versions.map((each) => each.createdAtMs));
    world.state.templates.set(template.id, {
      ...template,
      createdAtMs: Number.isFinite(createdAtMs) ? createdAtMs : world.nowMs,
      versions: template.versions.map((version) => ({ ...version })),
      tags: {},
    });
  }
}
