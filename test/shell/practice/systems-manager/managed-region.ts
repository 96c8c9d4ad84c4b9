/** The small region with an SSM client, and what its tests ask again and again. */
import { RunInstancesCommand } from "@aws-sdk/client-ec2";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { PutParameterRequest } from "@aws-sdk/client-ssm";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { PRACTICE_REGION } from "../../../../electron/practice/practice-world.ts";
import {
  contentsOf,
  keepContents,
} from "../../../../electron/practice/world/ec2/volumes/contents.ts";
import { GOOD_IMAGE, smallRegion, SUBNETS } from "../small-region.ts";

export function managedRegion(seed = 7) {
  const region = smallRegion(seed);
  const ssm = new SSMClient({
    region: PRACTICE_REGION,
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: region.requestHandler(),
    maxAttempts: 1,
  });
  return { ...region, ssm };
}

export type ManagedRegion = ReturnType<typeof managedRegion>;

export const put = (
  { ssm }: ManagedRegion,
  Name: string,
  Value: string,
  wishes: Partial<PutParameterRequest> = {},
) => ssm.send(new PutParameterCommand({ Name, Value, Type: "String", ...wishes }));

/** AWS's code of the error that the call ends in, and its words. */
export async function refusal(call: Promise<unknown>): Promise<readonly [string, string]> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return [error.name, error.message];
    throw error;
  }
  throw new Error("The call was not refused");
}

const MANAGED_IMAGE = "ami-0000000000000055a";

/** An image with the agent, nginx and a service of its own. */
function addManagedImage({ world }: ManagedRegion): void {
  const image = world.state.images.get(GOOD_IMAGE);
  if (!image) throw new Error("The small region has lost its image");
  const contentsId = keepContents(world, {
    ...contentsOf(world, image.contentsId),
    packages: [
      { name: "amazon-ssm-agent", version: "3.3.3050.0-1.amzn2023", arch: "x86_64" },
      { name: "nginx", version: "1.28.0-1", arch: "x86_64" },
    ],
    services: ["amazon-ssm-agent", "nginx"],
    ports: [22, 80],
    facts: { servicePorts: { nginx: [80] } },
  });
  world.state.images.set(MANAGED_IMAGE, {
    ...image,
    id: MANAGED_IMAGE,
    name: "managed",
    contentsId,
  });
}

/** Starts so many servers with the agent; `withProfile: false`: they have nothing to speak with. */
export async function launchManaged(
  region: ManagedRegion,
  count: number,
  withProfile = true,
): Promise<readonly string[]> {
  addManagedImage(region);
  const profile = { Arn: "arn:aws:iam::441722901163:instance-profile/managed" };
  const { Instances = [] } = await region.ec2.send(
    new RunInstancesCommand({
      ImageId: MANAGED_IMAGE,
      InstanceType: "m6i.large",
      MinCount: count,
      MaxCount: count,
      SubnetId: SUBNETS[0],
      ...(withProfile ? { IamInstanceProfile: profile } : {}),
      TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: "managed" }] }],
    }),
  );
  return Instances.map(({ InstanceId = "" }) => InstanceId);
}
