/** A region with EC2 alone, one image and a network, and shorthands to call EC2 in it. */
import { ec2Operations } from "../../../../electron/practice/api/ec2/operations.ts";
import { keepContents } from "../../../../electron/practice/world/ec2/volumes/contents.ts";
import { ec2Part } from "../../../../electron/practice/world/ec2/ec2-part.ts";
import { PracticeError } from "../../../../electron/practice/world/kernel/practice-error.ts";
import type { ImageState } from "../../../../electron/practice/world/kernel/state/ec2/images.ts";
import { World } from "../../../../electron/practice/world/kernel/world.ts";
import { makeNetwork } from "../../../../electron/practice/world/seed/make-network.ts";

export const IMAGE = "ami-0123456789abcdef0";
export const MINUTE_MS = 60_000;

type Operations = typeof ec2Operations;
type Input<Name extends keyof Operations> = Partial<Parameters<Operations[Name]>[0]>;

export class Ec2Region {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Calls the handler as the wire does; what AWS demands but a test leaves out is the point of some tests. */
  call<Name extends keyof Operations>(
    name: Name,
    input: Input<Name> = {},
  ): ReturnType<Operations[Name]> {
    const handler = ec2Operations[name] as (
      input: unknown,
      ctx: unknown,
    ) => ReturnType<Operations[Name]>;
    return handler(input, { world: this.world, requestId: "request", accessKeyId: "key" });
  }

  run(input: Input<"RunInstances"> = {}): string[] {
    const wish = {
      ImageId: IMAGE,
      InstanceType: "t3.small" as const,
      MinCount: 1,
      MaxCount: 1,
      ...input,
    };
    return (this.call("RunInstances", wish).Instances ?? []).map(
      (instance) => instance.InstanceId ?? "",
    );
  }

  pass(ms: number): void {
    this.world.advanceTo(this.world.nowMs + ms);
  }

  stateOf(id: string): string | undefined {
    return this.world.state.instances.get(id)?.state;
  }

  /** AWS's code of the error that the act ends in; null if it does not. */
  codeOf(act: () => unknown): string | null {
    try {
      act();
      return null;
    } catch (error) {
      if (error instanceof PracticeError) return error.code;
      throw error;
    }
  }
}

export function ec2Region(seed = 1): Ec2Region {
  const world = World.create(
    { seed, region: "eu-west-1", accountId: "441722901163", startMs: 1_800_000_000_000 },
    [ec2Part],
  );
  makeNetwork(world, "test");
  addImage(world, {});
  return new Ec2Region(world);
}

export function addImage(world: World, change: Partial<ImageState>): void {
  const contentsId = keepContents(world, {
    packages: [{ name: "nginx", version: "1.28.0-1", arch: "x86_64" }],
    kernel: "6.1.147",
    files: [],
    users: ["root"],
    services: ["nginx.service"],
    ports: [80],
    bootSeconds: 20,
    health: "ok",
  });
  const image: ImageState = {
    id: IMAGE,
    name: "test image",
    description: "",
    ownerId: world.accountId,
    state: "available",
    stateReason: null,
    architecture: "x86_64",
    createdAtMs: world.nowMs,
    deprecatedAtMs: null,
    deregistrationProtected: false,
    sourceImageId: null,
    sourceInstanceId: null,
    rootDevice: "/dev/xvda",
    mappings: [
      {
        device: "/dev/xvda",
        snapshotId: "snap-0123456789abcdef0",
        sizeGib: 8,
        volumeType: "gp3",
        deleteOnTermination: true,
      },
    ],
    tags: {},
    contentsId,
    deregisteredAtMs: null,
    ...change,
  };
  world.state.images.set(image.id, image);
}
