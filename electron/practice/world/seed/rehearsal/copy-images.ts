/** Images of a rehearsal, with their lineage and tags. What is on their disks nobody knows: they boot and answer. */
import { keepContents } from "../../ec2/volumes/contents.ts";
import type { ImageContents } from "../../kernel/state/ec2/contents.ts";
import type { ImageState, ImageStateName } from "../../kernel/state/ec2/images.ts";
import type { World } from "../../kernel/world.ts";
import { kernelOf, packagesOf } from "../packages.ts";
import type { RehearsalSeed, RehearsedImage } from "./rehearsal-seed.ts";

/** Only the size of an image's root is read. */
export const ASSUMED_GIB = 8;

export function copyImages(world: World, { images }: RehearsalSeed): void {
  for (const image of images) {
    const kept = copyImage(world, image);
    world.state.images.set(kept.id, kept);
    for (const { snapshotId, sizeGib } of kept.mappings)
      copySnapshot(world, image, snapshotId, sizeGib);
  }
}

function copyImage(world: World, image: RehearsedImage): ImageState {
  const { snapshotIds, tags, state, rootSizeGib = ASSUMED_GIB, ...facts } = image;
  return {
    ...facts,
    state: stateOf(state),
    stateReason: null,
    mappings: snapshotIds.map((snapshotId, at) => ({
      device: at === 0 ? image.rootDevice : `/dev/sd${"fghijklmnop"[at - 1] ?? "z"}`,
      snapshotId,
      sizeGib: at === 0 ? rootSizeGib : ASSUMED_GIB,
      volumeType: "gp3",
      deleteOnTermination: true,
    })),
    tags: { ...tags },
    contentsId: keepContents(world, assumedContents(image)),
    deregisteredAtMs: state === "deregistered" ? world.nowMs : null,
  };
}

const STATES: ReadonlySet<string> = new Set<ImageStateName>([
  "available",
  "invalid",
  "deregistered",
  "failed",
  "error",
  "disabled",
]);

/** One that was still being made is taken to be finished. */
function stateOf(state: string): ImageStateName {
  return STATES.has(state) ? (state as ImageStateName) : "available";
}

/** One for all images of an architecture: a plain Amazon Linux with a service on 8080. */
function assumedContents({ architecture }: RehearsedImage): ImageContents {
  const arch = architecture === "arm64" ? "aarch64" : "x86_64";
  return {
    packages: packagesOf({ base: 2, arch, hardened: false, runtime: null, app: null }),
    kernel: kernelOf(2, arch),
    files: [],
    users: ["root", "ec2-user"],
    services: ["amazon-ssm-agent", "chronyd", "service", "sshd"],
    ports: [22, 8080],
    bootSeconds: 28,
    health: "ok",
    facts: { distribution: "Amazon Linux 2023" },
  };
}

function copySnapshot(world: World, image: RehearsedImage, id: string, sizeGib: number): void {
  world.state.snapshots.set(id, {
    id,
    state: "completed",
    progressPercent: 100,
    volumeId: `vol-${id.slice(5)}`,
    sizeGib,
    description: `Created by CreateImage(${image.sourceInstanceId ?? "import"}) for ${image.id}`,
    startedAtMs: image.createdAtMs,
    completedAtMs: image.createdAtMs,
    tags: {},
  });
}
