/**
 * Where worlds may lie: AWS's regions, those that an account must first ask for, and the accounts of a practice
 * cloud. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Every account has them from its first day. */
const ENABLED = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
] as const;

/** Refused until the account opts in, which a practice account can't. */
const OPT_IN = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-south-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-south-1",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
] as const;

export const ENABLED_REGIONS: readonly string[] = ENABLED;
export const OPT_IN_REGIONS: readonly string[] = OPT_IN;

export const isEnabledRegion = (name: string): boolean => ENABLED_REGIONS.includes(name);
export const isOptInRegion = (name: string): boolean => OPT_IN_REGIONS.includes(name);

const ACCOUNT_STEP = 77_345_112_907;

/** The first is the practice cloud's own; the others follow from it, always the same. */
export function accountIds(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    String((Number(first) + index * ACCOUNT_STEP) % 1e12).padStart(12, "0"),
  );
}

export const placeKey = ({ accountId, region }: Place): string => `${accountId}/${region}`;
