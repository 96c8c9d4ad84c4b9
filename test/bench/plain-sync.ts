/**
 * The peer: what one writes with the AWS SDK alone to read the same region: the same clients, calls and pages, one
 * after the other, or with as many at once as Bennu has. Its budgets aren't kept.
 */
import { AutoScalingClient, paginateDescribeAutoScalingGroups } from "@aws-sdk/client-auto-scaling";
import {
  EC2Client,
  paginateDescribeImages,
  paginateDescribeInstances,
  paginateDescribeLaunchTemplateVersions,
} from "@aws-sdk/client-ec2";
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeTargetGroups,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { RegionAddress } from "./region.ts";

export type Manner = "one-by-one" | "at-once";

const states = ["pending", "running", "stopping", "stopped", "shutting-down"];
const there = [{ Name: "instance-state-name", Values: states }];

export interface PlainClients {
  readonly ec2: EC2Client;
  readonly groups: AutoScalingClient;
  readonly targets: ElasticLoadBalancingV2Client;
}

/** Built and used once, so that no first loading of the SDK is counted. */
export async function plainClients(address: RegionAddress): Promise<PlainClients> {
  const { endpoint, region, accessKeyId, secretAccessKey } = address;
  const settings = { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  await new STSClient(settings).send(new GetCallerIdentityCommand({}));
  return {
    ec2: new EC2Client(settings),
    groups: new AutoScalingClient(settings),
    targets: new ElasticLoadBalancingV2Client(settings),
  };
}

/** How many servers it read. */
export async function plainSync(clients: PlainClients, manner: Manner): Promise<number> {
  const counted = { servers: 0 };
  const inTurn = manner === "one-by-one";
  const tables = [
    () => groupTables(clients, inTurn ? { versions: 1, health: 1 } : { versions: 10, health: 16 }),
    () => servers(clients, counted),
    () =>
      all(paginateDescribeImages({ client: clients.ec2 }, { Owners: ["self"], MaxResults: 1000 })),
    () => all(paginateDescribeTargetGroups({ client: clients.targets }, { PageSize: 400 })),
  ];
  await some(tables, inTurn ? 1 : tables.length, (read) => read());
  return counted.servers;
}

async function servers({ ec2 }: PlainClients, counted: { servers: number }): Promise<void> {
  for await (const page of paginateDescribeInstances(
    { client: ec2 },
    { Filters: there, MaxResults: 1000 },
  )) {
    for (const { Instances } of page.Reservations ?? []) counted.servers += Instances?.length ?? 0;
  }
}

async function groupTables(
  clients: PlainClients,
  atOnce: { versions: number; health: number },
): Promise<void> {
  const templates = new Set<string>();
  const arns = new Set<string>();
  for await (const page of paginateDescribeAutoScalingGroups(
    { client: clients.groups },
    { MaxRecords: 100 },
  )) {
    for (const { LaunchTemplate, TargetGroupARNs } of page.AutoScalingGroups ?? []) {
      if (LaunchTemplate?.LaunchTemplateId) templates.add(LaunchTemplate.LaunchTemplateId);
      for (const arn of TargetGroupARNs ?? []) arns.add(arn);
    }
  }
  const versions = () =>
    some([...templates], atOnce.versions, (LaunchTemplateId) =>
      all(
        paginateDescribeLaunchTemplateVersions(
          { client: clients.ec2 },
          { LaunchTemplateId, MaxResults: 200 },
        ),
      ),
    );
  const health = () =>
    some([...arns], atOnce.health, (TargetGroupArn) =>
      clients.targets.send(new DescribeTargetHealthCommand({ TargetGroupArn })),
    );
  await some([versions, health], atOnce.versions === 1 ? 1 : 2, (read) => read());
}

async function some<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function all(pages: AsyncIterable<unknown>): Promise<void> {
  const iterator = pages[Symbol.asyncIterator]();
  for (let page = await iterator.next(); !page.done; page = await iterator.next());
}
