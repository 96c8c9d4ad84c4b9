/** The peer: what one writes with the AWS SDK alone to read the same region, page after page. */
import { AutoScalingClient, paginateDescribeAutoScalingGroups } from "@aws-sdk/client-auto-scaling";
import {
  EC2Client,
  paginateDescribeImages,
  paginateDescribeInstances,
  paginateDescribeLaunchTemplates,
  paginateDescribeLaunchTemplateVersions,
} from "@aws-sdk/client-ec2";
import {
  ElasticLoadBalancingV2Client,
  paginateDescribeTargetGroups,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { RegionAddress } from "./region.ts";

/** Milliseconds. */
export async function plainSync(address: RegionAddress): Promise<number> {
  const { endpoint, region, accessKeyId, secretAccessKey } = address;
  const settings = { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  const ec2 = new EC2Client(settings);
  const groups = new AutoScalingClient(settings);
  const targets = new ElasticLoadBalancingV2Client(settings);
  const started = performance.now();
  await all(paginateDescribeAutoScalingGroups({ client: groups }, { MaxRecords: 100 }));
  await all(paginateDescribeInstances({ client: ec2 }, { MaxResults: 1000 }));
  await all(paginateDescribeImages({ client: ec2 }, { Owners: ["self"], MaxResults: 1000 }));
  for await (const page of paginateDescribeLaunchTemplates({ client: ec2 }, { MaxResults: 200 })) {
    for (const { LaunchTemplateId } of page.LaunchTemplates ?? []) {
      await all(paginateDescribeLaunchTemplateVersions({ client: ec2 }, { LaunchTemplateId }));
    }
  }
  await all(paginateDescribeTargetGroups({ client: targets }, { PageSize: 400 }));
  return performance.now() - started;
}

async function all(pages: AsyncIterable<unknown>): Promise<void> {
  const iterator = pages[Symbol.asyncIterator]();
  for (let page = await iterator.next(); !page.done; page = await iterator.next());
}
