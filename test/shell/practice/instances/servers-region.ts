/** A small region whose images have a root volume, and what tests of servers ask it again and again over the wire. */
import {
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { RunInstancesCommandInput } from "@aws-sdk/client-ec2";
import { GOOD_IMAGE, smallRegion, SUBNETS } from "../small-region.ts";

export const MINUTE_MS = 60_000;
export const ARM_IMAGE = "ami-000000000000a4640";
export const SNAPSHOT = "snap-00000000000000001";

export function serversRegion(seed = 7) {
  const region = smallRegion(seed);
  const { images, snapshots } = region.world.state;
  const image = images.get(GOOD_IMAGE);
  if (!image) throw new Error("The small region has lost its image");
  const root = { device: "/dev/xvda", snapshotId: SNAPSHOT, sizeGib: 8, volumeType: "gp3" };
  const mappings = [{ ...root, deleteOnTermination: true }];
  images.set(GOOD_IMAGE, { ...image, mappings });
  images.set(ARM_IMAGE, { ...image, id: ARM_IMAGE, name: "arm", architecture: "arm64", mappings });
  snapshots.set(SNAPSHOT, {
    id: SNAPSHOT,
    state: "completed",
    progressPercent: 100,
    volumeId: "vol-ffffffff",
    sizeGib: 8,
    description: "",
    startedAtMs: region.world.nowMs,
    completedAtMs: region.world.nowMs,
    tags: {},
  });
  return region;
}

export type ServersRegion = ReturnType<typeof serversRegion>;
export type LaunchWish = Partial<RunInstancesCommandInput>;

/** Ids of the new servers; in the first zone unless another is wished for. */
export async function run(region: ServersRegion, wish: LaunchWish = {}): Promise<string[]> {
  const place = wish.Placement || wish.NetworkInterfaces ? {} : { SubnetId: SUBNETS[0] };
  const input = { ImageId: GOOD_IMAGE, InstanceType: "m6i.large" as const, ...place };
  const { Instances = [] } = await region.ec2.send(
    new RunInstancesCommand({ MinCount: 1, MaxCount: 1, ...input, ...wish }),
  );
  return Instances.map(({ InstanceId }) => InstanceId ?? "");
}

/** One that runs and has passed its checks. */
export async function runningServer(region: ServersRegion, wish: LaunchWish = {}): Promise<string> {
  const [id = ""] = await run(region, wish);
  region.advance(4 * MINUTE_MS);
  return id;
}

export async function shown(region: ServersRegion, id: string) {
  const { Reservations = [] } = await region.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [id] }),
  );
  return Reservations[0]?.Instances?.[0];
}

export const stateOf = async (region: ServersRegion, id: string) =>
  (await shown(region, id))?.State?.Name;

export async function checksOf(region: ServersRegion, id: string) {
  const { InstanceStatuses = [] } = await region.ec2.send(
    new DescribeInstanceStatusCommand({ InstanceIds: [id], IncludeAllInstances: true }),
  );
  const [status] = InstanceStatuses;
  return [status?.SystemStatus?.Status, status?.InstanceStatus?.Status];
}

/** AWS's code of what the call is refused with; null if it is not. */
export async function codeOf(call: Promise<unknown>): Promise<string | null> {
  return (await refusalOf(call))?.name ?? null;
}

interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode: number };
}

export async function refusalOf(call: Promise<unknown>): Promise<Refusal | null> {
  try {
    await call;
    return null;
  } catch (error) {
    return error as Refusal;
  }
}
