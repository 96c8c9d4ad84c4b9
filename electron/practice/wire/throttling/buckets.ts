/**
 * AWS's request budgets, per account and region. EC2 and Elastic Load Balancing publish theirs; Auto Scaling has one
 * for all of its calls whose size AWS keeps to itself, so it is a setting.
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html
 */
export interface BucketSize {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

export interface ThrottlingRules {
  readonly autoScaling: BucketSize;
  /** Over all calls of load balancing, beside those of their kinds; null: the kinds' alone. */
  readonly loadBalancing: BucketSize | null;
}

const size = (capacity: number, refillPerSecond: number): BucketSize => ({
  capacity,
  refillPerSecond,
});

export const PUBLISHED_RULES: ThrottlingRules = {
  autoScaling: size(40, 10),
  loadBalancing: size(40, 10),
};

/** What a call takes out of one bucket. */
export interface Draught {
  readonly bucket: string;
  readonly size: BucketSize;
  readonly tokens: number;
}

type Input = Readonly<Record<string, unknown>>;

const isReading = (action: string) => /^(Describe|Get|List|Search)/.test(action);

const once = (bucket: string, bucketSize: BucketSize): Draught => ({
  bucket,
  size: bucketSize,
  tokens: 1,
});

const UNLIMITED: readonly Draught[] = [];

export function draughtsOf(
  rules: ThrottlingRules,
  service: string,
  action: string,
  input: Input,
): readonly Draught[] {
  switch (service) {
    case "ec2":
      return ec2Draughts(action, input);
    case "autoscaling":
      return [once("autoscaling", rules.autoScaling)];
    case "elasticloadbalancing":
      return [
        elbDraught(action),
        ...(rules.loadBalancing ? [once("elb", rules.loadBalancing)] : []),
      ];
    case "ssm":
      return ssmDraughts(action);
    default:
      return UNLIMITED;
  }
}

const READS = size(100, 20);
const WHOLE_READS = size(50, 10);
const CHANGES = size(50, 5);
const HUNDRED = size(100, 5);

/** Read without filter, ids and pages they cost more. */
const COSTLY_WHOLE = new Set([
  "DescribeInstances",
  "DescribeInstanceStatus",
  "DescribeNetworkInterfaces",
  "DescribeSecurityGroups",
  "DescribeSnapshots",
  "DescribeSpotInstanceRequests",
  "DescribeVolumes",
]);

const EC2_OWN: Readonly<Record<string, BucketSize>> = {
  RunInstances: size(5, 2),
  StartInstances: size(5, 2),
  CopyImage: size(100, 1),
  CreateTags: size(100, 10),
  DeleteTags: size(100, 10),
  TerminateInstances: HUNDRED,
  DeregisterImage: HUNDRED,
  CreateLaunchTemplateVersion: HUNDRED,
  ModifyLaunchTemplate: HUNDRED,
  ModifyImageAttribute: HUNDRED,
  CreateSnapshot: HUNDRED,
  DeleteSnapshot: HUNDRED,
  CreateVolume: HUNDRED,
  DeleteVolume: HUNDRED,
};

const EC2_RESOURCES: Readonly<Record<string, BucketSize>> = {
  RunInstances: size(1000, 2),
  StartInstances: size(1000, 2),
  StopInstances: size(1000, 20),
  TerminateInstances: size(1000, 20),
};

function ec2Draughts(action: string, input: Input): readonly Draught[] {
  const isWhole = COSTLY_WHOLE.has(action) && isUnfiltered(input);
  const kind = isReading(action) ? (isWhole ? WHOLE_READS : READS) : CHANGES;
  const request = once(`ec2:${action}${isWhole ? ":whole" : ""}`, EC2_OWN[action] ?? kind);
  const resources = EC2_RESOURCES[action];
  if (!resources) return [request];
  const bucket = `ec2:${action}:resources`;
  return [request, { bucket, size: resources, tokens: countOf(input) }];
}

const isUnfiltered = (input: Input) =>
  Object.entries(input).every(
    ([name, value]) =>
      value === undefined || name === "DryRun" || (Array.isArray(value) && value.length === 0),
  );

function countOf({ InstanceIds: ids, MaxCount: count }: Input): number {
  if (Array.isArray(ids)) return ids.length;
  return typeof count === "number" ? count : 1;
}

function elbDraught(action: string): Draught {
  if (isReading(action)) return once("elb:reads", size(200, 50));
  if (/^(Register|Deregister)Targets$/.test(action)) return once("elb:targets", size(20, 4));
  if (action === "CreateLoadBalancer" || action === "SetSubnets")
    return once("elb:balancers", size(10, 0.2));
  return once("elb:changes", size(20, 3));
}

/** Published as calls a second; that a second's worth may be saved up is assumed. */
function ssmDraughts(action: string): readonly Draught[] {
  if (/^GetParameters?(ByPath)?$/.test(action)) return [once("ssm:read-parameters", size(40, 40))];
  return action === "PutParameter" ? [once("ssm:PutParameter", size(10, 10))] : UNLIMITED;
}
