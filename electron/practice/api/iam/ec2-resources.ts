/** EC2's resources as policies name them: their ARNs and what may be asked about them. */
import type { ContextFacts } from "../../world/iam/request-context.ts";
import type { World } from "../../world/kernel/world.ts";
import { resourceTags } from "./wanted.ts";

const TYPES: Readonly<Record<string, string>> = {
  i: "instance",
  ami: "image",
  snap: "snapshot",
  vol: "volume",
  lt: "launch-template",
  subnet: "subnet",
  vpc: "vpc",
  sg: "security-group",
  eni: "network-interface",
};

/** Null: no id of EC2. */
export function typeOfId(text: string): string | null {
  const prefix = /^([a-z]+)-[0-9a-f]+$/.exec(text)?.[1];
  return prefix === undefined ? null : (TYPES[prefix] ?? null);
}

/** Images and snapshots may be shared, so their ARNs name no account. */
export function ec2Arn(world: World, type: string, id: string): string {
  const account = type === "image" || type === "snapshot" ? "" : world.accountId;
  return `arn:aws:ec2:${world.region}:${account}:${type}/${id}`;
}

export function factsOfId(world: World, id: string): ContextFacts {
  const { state } = world;
  const instance = state.instances.get(id);
  const image = state.images.get(id);
  const row =
    instance ??
    image ??
    state.snapshots.get(id) ??
    state.volumes.get(id) ??
    state.templates.get(id) ??
    state.subnets.get(id) ??
    state.securityGroups.get(id) ??
    state.vpcs.get(id);
  return {
    ...(row ? resourceTags("ec2", row.tags) : {}),
    "ec2:Region": world.region,
    "ec2:InstanceType": instance?.instanceType,
    "ec2:InstanceProfile": instance?.instanceProfileArn ?? undefined,
    "ec2:Owner": image?.ownerId,
  };
}
