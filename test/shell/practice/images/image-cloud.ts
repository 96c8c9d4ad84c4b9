/** A cloud of two accounts with one image in the first, and what the tests of images ask again and again. */
import {
  CreateImageCommand,
  DescribeImagesCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { CreateImageRequest, EC2Client, RunInstancesRequest } from "@aws-sdk/client-ec2";
import { operatorCredentials } from "../../../../electron/practice/access-keys.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { contentsOf } from "../../../../electron/practice/world/ec2/volumes/contents.ts";
import type { Mishaps } from "../../../../electron/practice/world/kernel/mishaps.ts";
import type { World } from "../../../../electron/practice/world/kernel/world.ts";
import { clientsOf } from "../clients/sdk-clients.ts";
import { addImage, IMAGE } from "../world/ec2-region.ts";

export { IMAGE } from "../world/ec2-region.ts";
export const HOME = "eu-west-1";
export const AWAY = "us-east-1";
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function imageCloud(seed = 5) {
  const practice = createInThreadPractice({ seed, scenario: "empty", accounts: 2 });
  addImage(practice.world, {});
  const handler = practice.requestHandler();
  const at = (region = HOME, account = 0): EC2Client =>
    clientsOf(handler, { region, keys: operatorCredentials(account) }).ec2;
  const otherAccount = practice.cloud.accounts[1] ?? "";
  return { ...practice, ec2: at(), at, otherAccount };
}

export type ImageCloud = ReturnType<typeof imageCloud>;

/** A server that runs; AWS's parameters go before the usual ones. */
export async function startServer(
  { ec2, advance }: Pick<ImageCloud, "ec2" | "advance">,
  wishes: Partial<RunInstancesRequest> = {},
): Promise<string> {
  const usual = { ImageId: IMAGE, InstanceType: "t3.small" as const, MinCount: 1, MaxCount: 1 };
  const { Instances } = await ec2.send(new RunInstancesCommand({ ...usual, ...wishes }));
  advance(4 * MINUTE);
  return Instances?.[0]?.InstanceId ?? "";
}

export async function makeImage(
  cloud: ImageCloud,
  InstanceId: string,
  wishes: Partial<CreateImageRequest> = {},
): Promise<string> {
  const usual = { InstanceId, Name: "web-1", NoReboot: true };
  const { ImageId = "" } = await cloud.ec2.send(new CreateImageCommand({ ...usual, ...wishes }));
  return ImageId;
}

/** An image of a server, made and available. */
export async function readyImage(cloud: ImageCloud, name = "web-1"): Promise<string> {
  const id = await makeImage(cloud, await startServer(cloud), { Name: name });
  cloud.advance(5 * MINUTE);
  return id;
}

export async function imageOf(ec2: EC2Client, id: string) {
  const wish = { ImageIds: [id], IncludeDisabled: true };
  return (await ec2.send(new DescribeImagesCommand(wish))).Images?.[0];
}

export async function snapshotsOf(ec2: EC2Client, imageId: string) {
  const devices = (await imageOf(ec2, imageId))?.BlockDeviceMappings ?? [];
  const SnapshotIds = devices.flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
  return (await ec2.send(new DescribeSnapshotsCommand({ SnapshotIds }))).Snapshots ?? [];
}

export async function rootVolumeOf(ec2: EC2Client, server: string) {
  const Filters = [{ Name: "attachment.instance-id", Values: [server] }];
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ Filters }));
  return Volumes.find(({ Attachments }) => Attachments?.[0]?.Device === "/dev/xvda");
}

/** AWS's code of the error that a call ends in; null: it succeeds. */
export async function codeOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof Error) return error.name;
    throw error;
  }
}

/** Nothing goes wrong but what is said. */
export function bring(world: World, mishaps: Partial<Mishaps>): void {
  world.mishaps = { refuseLaunch: () => null, atBoot: (context) => context, ...mishaps };
}

/** Names of the packages on a server's root volume. */
export function packagesOn(world: World, server: string): readonly string[] {
  const id = world.state.instances.get(server)?.contentsId ?? null;
  return contentsOf(world, id).packages.map(({ name }) => name);
}
