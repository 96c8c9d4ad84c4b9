/** Makes a catalogued fleet: its launch template with its history, its groups, servers and targets. */
import { tagServer } from "../ec2/tags/tagging.ts";
import { createTemplate, createVersion, findVersion } from "../ec2/launch-templates/templates.ts";
import type { GroupState } from "../kernel/state/autoscaling.ts";
import type {
  LaunchTemplateState,
  TemplateData,
  TemplateVersionState,
} from "../kernel/state/ec2/templates.ts";
import type { TargetGroupState } from "../kernel/state/elb.ts";
import type { World } from "../kernel/world.ts";
import type { FleetEntry, GenerationEntry } from "./fleet-catalogue.ts";
import { hangOn } from "./make-hanging.ts";
import { makeGroup } from "./make-groups.ts";
import type { ImageIds } from "./make-images.ts";
import type { SeededNetwork } from "./make-network.ts";
import { makeServers } from "./make-servers.ts";
import { makeTargetGroup } from "./make-targets.ts";

const DAY_MS = 86_400_000;

/** Suspended so that a warm generation stays as it is: nothing is launched, ended or sent traffic. */
const WARM_SUSPENDED = [
  "Launch",
  "Terminate",
  "AddToLoadBalancer",
  "AlarmNotification",
  "AZRebalance",
  "HealthCheck",
  "InstanceRefresh",
  "ReplaceUnhealthy",
  "ScheduledActions",
] as const;

export interface Shop {
  readonly network: SeededNetwork;
  readonly images: ImageIds;
}

export function makeFleet(world: World, shop: Shop, fleet: FleetEntry): void {
  const template = makeTemplate(world, shop, fleet);
  const targets = makeTargets(world, shop, fleet);
  fleet.generations.forEach((generation, index) => {
    if (generation.state === "past") return;
    const version = findVersion(template, String(index + 1));
    makeGeneration(world, shop, { fleet, template, version, generation, targets });
  });
}

function makeTargets(world: World, { network }: Shop, fleet: FleetEntry): TargetGroupState[] {
  const names = [`${fleet.name}-tg`, `${fleet.name}-internal-tg`].slice(0, fleet.targetGroups);
  return names.map((name) => makeTargetGroup(world, network, name));
}

function makeTemplate(world: World, shop: Shop, fleet: FleetEntry): LaunchTemplateState {
  const [first, ...later] = fleet.generations;
  if (!first) throw new Error(`The fleet ${fleet.name} has no generation`);
  const name = fleet.foreign ? `${fleet.name}-lt` : fleet.name;
  const tags = fleet.foreign ? { ManagedBy: "terraform" } : { Name: name };
  const order = {
    name,
    description: groupNameOf(fleet, first),
    data: dataOf(world, shop, fleet, first),
    tags,
  };
  const template = createTemplate(world, order);
  for (const generation of later) {
    const description = groupNameOf(fleet, generation);
    createVersion(world, template, {
      sourceVersion: null,
      description,
      data: dataOf(world, shop, fleet, generation),
    });
  }
  template.versions = template.versions.map((version, index) => ({
    ...version,
    description: fleet.foreign ? null : version.description,
    createdAtMs: momentOf(world, fleet.generations[index] ?? first),
  }));
  template.defaultVersion = fleet.foreign ? template.latestVersion : 1;
  const dated = { ...template, createdAtMs: template.versions[0]?.createdAtMs ?? world.nowMs };
  world.state.templates.set(dated.id, dated);
  return dated;
}

function groupNameOf(fleet: FleetEntry, { sequence }: GenerationEntry): string {
  return sequence === null
    ? `${fleet.name}-asg`
    : `${fleet.name}-v${String(sequence).padStart(3, "0")}`;
}

/** Noon of that day or so; nothing of the region is younger than it. */
function momentOf(world: World, { daysAgo }: GenerationEntry): number {
  return Math.floor((world.nowMs - daysAgo * DAY_MS) / 1000) * 1000 - 95 * 60_000;
}

function dataOf(
  world: World,
  { network, images }: Shop,
  fleet: FleetEntry,
  generation: GenerationEntry,
): TemplateData {
  const group = network.securityGroups.get(fleet.securityGroup);
  const profile = `arn:aws:iam::${world.accountId}:instance-profile/shop-${fleet.name}`;
  const base: TemplateData = {
    ImageId: images.get(generation.image) ?? "",
    InstanceType: fleet.instanceType,
    SecurityGroupIds: group === undefined ? [] : [group],
    IamInstanceProfile: { Arn: profile },
    UserData: Buffer.from(userDataOf(fleet)).toString("base64"),
    MetadataOptions: { HttpTokens: "required", InstanceMetadataTags: "disabled" },
    Monitoring: { Enabled: true },
    TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: fleet.name }] }],
  };
  if (fleet.dataVolumeGib === null) return base;
  const Ebs = {
    VolumeSize: fleet.dataVolumeGib,
    VolumeType: "gp3",
    Encrypted: true,
    DeleteOnTermination: false,
  };
  return { ...base, BlockDeviceMappings: [{ DeviceName: "/dev/sdf", Ebs }] };
}

function userDataOf(fleet: FleetEntry): string {
  const lines = [`FLEET=${fleet.name}`, "CONFIG=ssm:/shop/prod/" + fleet.name, "LOG_LEVEL=info"];
  return `#!/bin/bash\ncat > /etc/shop/environment <<'END'\n${lines.join("\n")}\nEND\n`;
}

interface Making {
  readonly fleet: FleetEntry;
  readonly template: LaunchTemplateState;
  readonly version: TemplateVersionState;
  readonly generation: GenerationEntry;
  readonly targets: readonly TargetGroupState[];
}

function makeGeneration(world: World, { network }: Shop, making: Making): void {
  const { fleet, template, version, generation } = making;
  const groupName = groupNameOf(fleet, generation);
  const createdAtMs = momentOf(world, generation) + 5 * 60_000;
  const servers = { template, version, groupName, tags: {}, subnetIds: network.subnetIds };
  const plain = fleet.snowflake ? generation.servers - 1 : generation.servers;
  const made = makeServers(world, { ...servers, count: plain, launchedAtMs: createdAtMs + 20_000 });
  if (fleet.snowflake) made.push(makeSnowflake(world, network, making, groupName));
  const warm = generation.state === "warm";
  const group = makeGroup(world, network, {
    name: groupName,
    template,
    version: fleet.foreign ? "$Latest" : String(version.version),
    servers: made,
    targetGroups: warm ? [] : making.targets,
    createdAtMs,
    tags: groupTags(world, making, createdAtMs),
    suspended: warm ? WARM_SUSPENDED : [],
    healthCheckType: making.targets.length > 0 ? "ELB" : "EC2",
    withLog: true,
  });
  if (!warm) hangOn(world, group, fleet.hanging);
}

/** One that somebody swapped in by hand: the version before, and a security group that nobody else has. */
function makeSnowflake(world: World, network: SeededNetwork, making: Making, groupName: string) {
  const { template, version, fleet } = making;
  const [odd] = makeServers(world, {
    template,
    version: findVersion(template, String(version.version - 1)),
    groupName,
    tags: {},
    // Where one is missing: the group's zones stay even, so that nothing is moved.
    subnetIds: network.subnetIds.slice(-1),
    count: 1,
    launchedAtMs: world.nowMs - 58 * DAY_MS,
  });
  if (!odd) throw new Error(`No snowflake was made for ${fleet.name}`);
  const debug = network.securityGroups.get("debug-open");
  if (debug !== undefined) odd.securityGroupIds.push(debug);
  tagServer(world, odd, { Name: `${fleet.name}-debug` });
  return odd;
}

function groupTags(
  world: World,
  { fleet, generation }: Making,
  createdAtMs: number,
): GroupState["tags"] {
  const tag = (key: string, value: string, propagateAtLaunch = false) => ({
    key,
    value,
    propagateAtLaunch,
  });
  if (fleet.foreign) return [tag("ManagedBy", "terraform", true), tag("service", fleet.name, true)];
  const servedFrom = createdAtMs + 12 * 60_000;
  const tags = [
    tag("service", fleet.name, true),
    ...(fleet.environment === undefined ? [] : [tag("environment", fleet.environment, true)]),
    tag("bennu:served-from", iso(servedFrom)),
  ];
  if (generation.state !== "warm") return tags;
  const next = fleet.generations.find((each) => each.state === "live");
  const servedUntil = next ? momentOf(world, next) + 20 * 60_000 : world.nowMs;
  const warmUntil = world.nowMs + DAY_MS;
  return [
    ...tags,
    tag("bennu:served-until", iso(servedUntil)),
    tag("bennu:warm-until", iso(warmUntil)),
  ];
}

function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
