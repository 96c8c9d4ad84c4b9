/**
 * What AWS says of a launch that failed, in an operator's words:
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html and ts-as-ami.html
 */
export interface Explanation {
  readonly cause: string;
  readonly cure: string;
}

interface Known {
  readonly match: RegExp;
  readonly explain: (message: string) => Explanation;
}

const part = (message: string, pattern: RegExp) => pattern.exec(message)?.[1] ?? null;
const fixed = (cause: string, cure: string) => () => ({ cause, cure });

const KEEPS_TRYING =
  "AWS keeps trying. Wait, or roll back and use another instance type or more zones.";

const known: readonly Known[] = [
  {
    match: /sufficient .*capacity|InsufficientInstanceCapacity/i,
    explain: (message) => {
      const type = part(message, /sufficient (\S+\.\S+) capacity/i);
      const zone = part(message, /Availability Zone you requested \(([^)]+)\)/i);
      const others = part(message, /or choosing ([^.]+)\./i);
      const where = zone === null ? "in the zone" : `in ${zone}`;
      const there = others === null ? "" : ` AWS has some in ${others}.`;
      return {
        cause: `AWS has no capacity for ${type ?? "this instance type"} ${where}.${there}`,
        cure: KEEPS_TRYING,
      };
    },
  },
  {
    match: /no Spot capacity|UnfulfillableCapacity|spot.*max price|capacity for this request/i,
    explain: fixed("AWS has no such Spot or reserved capacity just now.", KEEPS_TRYING),
  },
  {
    match: /free addresses/i,
    explain: (message) => ({
      cause: `The subnet ${part(message, /(subnet-[0-9a-z]+)/) ?? "of the group"} has no free addresses left.`,
      cure: "Free addresses in it, or give the group another subnet; AWS keeps trying.",
    }),
  },
  {
    match: /not supported in your requested Availability Zone/i,
    explain: (message) => {
      const type = part(message, /instance type \(([^)]+)\)/i);
      const zone = part(message, /Availability Zone \(([^)]+)\)/i);
      return {
        cause: `The zone ${zone ?? "of the group"} has no ${type ?? "such instance type"} at all.`,
        cure: "Take the zone's subnet off the group, or roll back and choose another type.",
      };
    },
  },
  {
    match: /Client\.InternalError|KMSKey|kms/i,
    explain: fixed(
      "The servers' disks can't be decrypted: the KMS key is disabled, is gone, or AWS Auto Scaling may not use it.",
      "Let the service-linked role of Auto Scaling use the key (a grant, or the key's policy), or enable the key; AWS keeps trying.",
    ),
  },
  {
    match: /AMI .* is pending/i,
    explain: fixed(
      "The image can't be started yet: it is still being made.",
      "Wait until it is available; AWS keeps trying.",
    ),
  },
  {
    match: /AMI .* is disabled/i,
    explain: fixed(
      "The image can't be started: somebody disabled it.",
      "Enable the image in AWS, and AWS goes on by itself; or roll back.",
    ),
  },
  {
    match: /AMI ID .* does not exist|InvalidAMIID|image id .* does not exist/i,
    explain: fixed(
      "The image can't be started: it is gone, or no longer shared with this account.",
      "Roll back; then choose an image that is available.",
    ),
  },
  {
    match: /architecture .* does not match/i,
    explain: fixed(
      "The image's architecture is not that of the instance type.",
      "Roll back; then choose an image for this type, or a type for this image.",
    ),
  },
  {
    match: /vCPU|instance limit|LimitExceeded|VolumeLimit|quota/i,
    explain: (message) => {
      const limit = part(message, /limit of (\d+)/i);
      return {
        cause: `The account's quota${limit === null ? "" : ` (${limit})`} is used up.`,
        cure: "Ask AWS for a higher quota or end servers that nobody needs; then it goes on by itself.",
      };
    },
  },
  {
    match: /protected from scale in/i,
    explain: fixed(
      "All servers that could end are protected from scale-in.",
      "Take the protection off those that may go.",
    ),
  },
  {
    match: /lifecycle action .* abandoned/i,
    explain: fixed(
      "A lifecycle hook abandoned the launch.",
      "Look at what answers the hook; AWS keeps trying.",
    ),
  },
  {
    match: /not authorized|UnauthorizedOperation|service-linked role|AssumeRole/i,
    explain: fixed(
      "AWS Auto Scaling may not start the servers: a permission is missing.",
      "Look at its service-linked role and at the policies of the account; AWS keeps trying.",
    ),
  },
  {
    match: /security group|key pair|instance profile|subnet|device name|launch template/i,
    explain: fixed(
      "Something that the launch template names doesn't exist.",
      "Roll back; put the template right before the next try.",
    ),
  },
];

export function explainLaunch(message: string): Explanation {
  return (
    known.find(({ match }) => match.test(message))?.explain(message) ?? {
      cause: "Servers can't be started.",
      cure: "Clear what AWS names, or roll back. AWS keeps trying.",
    }
  );
}
