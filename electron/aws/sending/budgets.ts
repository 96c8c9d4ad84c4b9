/**
 * AWS's published request budgets, per account and region. EC2 has a bucket for each API, Elastic Load Balancing one
 * for all reads and one for changes; Auto Scaling has one for all whose size AWS doesn't publish, so it is a setting.
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/load-balancer-api-throttling.html
 */
import type { BucketSize } from "./token-bucket.ts";

export type AwsService =
  | "ec2"
  | "autoscaling"
  | "elasticloadbalancing"
  | "cloudwatch"
  | "servicequotas"
  | "s3"
  | "ssm"
  | "sts";

export interface Budgets {
  /** How much of AWS's budget we allow ourselves: others use the account too. */
  readonly fraction: number;
  readonly autoScaling: BucketSize;
}

export const defaultBudgets: Budgets = {
  fraction: 0.8,
  autoScaling: { capacity: 40, refillPerSecond: 10 },
};

export interface NamedBucket {
  readonly key: string;
  readonly size: BucketSize;
}

const size = (capacity: number, refillPerSecond: number): BucketSize => ({
  capacity,
  refillPerSecond,
});

const READS = size(100, 20);
const CHANGES = size(50, 5);
const EC2_OWN: Readonly<Record<string, BucketSize>> = {
  RunInstances: size(5, 2),
  TerminateInstances: size(100, 5),
  CreateTags: size(100, 10),
  DeleteTags: size(100, 10),
  CopyImage: size(100, 1),
  DeregisterImage: size(100, 5),
  ModifyImageAttribute: size(100, 5),
  DescribeImageReferences: size(20, 5),
  GetImageAncestry: size(20, 5),
  CreateLaunchTemplateVersion: size(100, 5),
  CreateSnapshot: size(100, 5),
  DeleteSnapshot: size(100, 5),
};
const ELB_READS = size(200, 50);
const ELB_CHANGES = size(20, 3);
/** Its quotas differ by API, DescribeAlarms has the lowest: 9 a second, PutMetricAlarm 3. */
const ALARM_READS = size(9, 9);
const ALARM_CHANGES = size(3, 3);
const STS = size(100, 20);
/** 3500 changes and 5500 reads a second of one prefix: nothing here comes near it. */
const S3 = size(200, 100);
/** Systems Manager doesn't publish them all; GetParameters takes 40 a second. */
const SSM_READS = size(40, 20);
const SSM_CHANGES = size(10, 3);
/** GetServiceQuota: 5 a second. */
const QUOTA_READS = size(10, 5);

/** Every AWS API that only reads is named so; what isn't named so is taken to change something. */
export const isReading = (operation: string) => /^(Describe|Get|Head|List)[A-Z]/.test(operation);

export function bucketOf(budgets: Budgets, service: AwsService, operation: string): NamedBucket {
  const full = fullBucket(budgets, service, operation);
  const { capacity, refillPerSecond } = full.size;
  const { fraction } = budgets;
  return {
    key: full.key,
    size: size(Math.max(1, capacity * fraction), refillPerSecond * fraction),
  };
}

function fullBucket(budgets: Budgets, service: AwsService, operation: string): NamedBucket {
  const reading = isReading(operation);
  switch (service) {
    case "ec2": {
      const own = EC2_OWN[operation] ?? (reading ? READS : CHANGES);
      return { key: `ec2:${operation}`, size: own };
    }
    case "autoscaling":
      return { key: "autoscaling", size: budgets.autoScaling };
    case "elasticloadbalancing":
      return reading
        ? { key: "elb:reads", size: ELB_READS }
        : { key: "elb:changes", size: ELB_CHANGES };
    case "cloudwatch":
      return { key: `cloudwatch:${operation}`, size: reading ? ALARM_READS : ALARM_CHANGES };
    case "servicequotas":
      return { key: "servicequotas", size: QUOTA_READS };
    case "s3":
      return { key: "s3", size: S3 };
    case "ssm":
      return { key: `ssm:${operation}`, size: reading ? SSM_READS : SSM_CHANGES };
    case "sts":
      return { key: "sts", size: STS };
  }
}
