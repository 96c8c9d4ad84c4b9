/** A practice region made by hand for tests: three zones, one image, one template, one target group behind a balancer. */
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { STSClient } from "@aws-sdk/client-sts";
import { PRACTICE_CREDENTIALS } from "../../../electron/practice/access-keys.ts";
import { createInThreadPractice } from "../../../electron/practice/in-thread.ts";
import { emptyPracticeWorld, PRACTICE_REGION } from "../../../electron/practice/practice-world.ts";
import { keepContents } from "../../../electron/practice/world/ec2/volumes/contents.ts";
import {
  createTemplate,
  createVersion,
} from "../../../electron/practice/world/ec2/launch-templates/templates.ts";
import { beginAllHealthChecks } from "../../../electron/practice/world/elb/elb-part.ts";
import type { ImageContents } from "../../../electron/practice/world/kernel/state/ec2/contents.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";

export const ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] as const;
export const SUBNETS = [
  "subnet-0000000000000000a",
  "subnet-0000000000000000b",
  "subnet-0000000000000000c",
] as const;
export const GOOD_IMAGE = "ami-0000000000000600d";
export const ILL_IMAGE = "ami-00000000000000bad";
export const TARGET_GROUP =
  "arn:aws:elasticloadbalancing:eu-west-1:441722901163:targetgroup/shop/0123456789abcdef";
const BALANCER =
  "arn:aws:elasticloadbalancing:eu-west-1:441722901163:loadbalancer/app/shop/0123456789abcdef";
const VPC = "vpc-00000000000000001";

export function smallRegion(seed = 7) {
  const world = emptyPracticeWorld({ seed });
  addNetwork(world);
  addImage(world, GOOD_IMAGE, "ok");
  addImage(world, ILL_IMAGE, "never-healthy");
  addBalancer(world);
  const template = addTemplate(world);
  beginAllHealthChecks(world);
  const practice = createInThreadPractice({ seed, world });
  return { ...practice, ...clientsOf(practice.requestHandler()), template };
}

export type SmallRegion = ReturnType<typeof smallRegion>;

function clientsOf(
  requestHandler: ReturnType<ReturnType<typeof createInThreadPractice>["requestHandler"]>,
) {
  const options = {
    region: PRACTICE_REGION,
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler,
    maxAttempts: 1,
  };
  return {
    groups: new AutoScalingClient(options),
    ec2: new EC2Client(options),
    balancing: new ElasticLoadBalancingV2Client(options),
    sts: new STSClient(options),
  };
}

function addNetwork({ state }: World): void {
  state.vpcs.set(VPC, { id: VPC, cidr: "10.0.0.0/16", tags: {} });
  const securityGroup = {
    id: "sg-00000000000000001",
    name: "default",
    description: "",
    vpcId: VPC,
    tags: {},
  };
  state.securityGroups.set(securityGroup.id, securityGroup);
  for (const [index, name] of ZONES.entries()) {
    state.zones.set(name, { name, id: `euw1-az${index + 1}` });
    const id = SUBNETS[index] ?? "";
    const cidr = `10.0.${index}.0/24`;
    const place = { id, vpcId: VPC, zone: name, zoneId: `euw1-az${index + 1}` };
    state.subnets.set(id, { ...place, cidr, freeAddresses: 240, nextHost: 10, tags: {} });
  }
}

function addImage(world: World, id: string, health: ImageContents["health"]): void {
  const contents: ImageContents = {
    packages: [],
    kernel: "6.12.0",
    files: [],
    users: ["root"],
    services: ["shop.service"],
    ports: [8080],
    bootSeconds: 20,
    health,
  };
  world.state.images.set(id, {
    id,
    name: `shop-${health}`,
    description: "",
    ownerId: world.accountId,
    state: "available",
    stateReason: null,
    architecture: "x86_64",
    createdAtMs: world.nowMs,
    deprecatedAtMs: null,
    deregistrationProtected: false,
    deregisteredAtMs: null,
    sourceImageId: null,
    sourceInstanceId: null,
    rootDevice: "/dev/xvda",
    mappings: [],
    tags: {},
    contentsId: keepContents(world, contents),
  });
}

function addTemplate(world: World) {
  const data = { ImageId: GOOD_IMAGE, InstanceType: "m6i.large" };
  const template = createTemplate(world, { name: "shop", description: null, data, tags: {} });
  createVersion(world, template, {
    sourceVersion: "1",
    description: null,
    data: { ImageId: ILL_IMAGE },
  });
  return template;
}

function addBalancer({ state, nowMs }: World): void {
  state.loadBalancers.set(BALANCER, {
    arn: BALANCER,
    name: "shop",
    dnsName: "shop.practice.invalid",
    scheme: "internet-facing",
    type: "application",
    createdAtMs: nowMs,
    vpcId: VPC,
    subnetIds: SUBNETS,
    listeners: [
      {
        arn: `${BALANCER}/listener`,
        port: 443,
        protocol: "HTTPS",
        targetGroupArns: [TARGET_GROUP],
      },
    ],
  });
  state.targetGroups.set(TARGET_GROUP, {
    arn: TARGET_GROUP,
    name: "shop",
    protocol: "HTTP",
    port: 8080,
    vpcId: VPC,
    targetType: "instance",
    healthCheck: {
      protocol: "HTTP",
      path: "/health",
      port: "traffic-port",
      intervalSeconds: 10,
      timeoutSeconds: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      matcher: "200",
    },
    deregistrationDelaySeconds: 60,
    attributes: {},
    loadBalancerArns: [BALANCER],
    tags: { team: "shop" },
    targets: {},
  });
}
