/** AWS's own texts of launches that failed, from its troubleshooting pages. */
import { describe, expect, it } from "vitest";
import { launch, ofTwo, stallOf } from "./stall-builders.ts";

describe("a launch that failed is explained", () => {
  it.each([
    [
      "We currently do not have sufficient t3.small capacity in the Availability Zone you requested (eu-central-1a). Our system will be working on provisioning additional capacity. You can currently get t3.small capacity by not specifying an Availability Zone in your request or choosing eu-central-1b, eu-central-1c. Launching EC2 instance failed.",
      "AWS has no capacity for t3.small in eu-central-1a. AWS has some in eu-central-1b, eu-central-1c.",
    ],
    [
      "We currently do not have sufficient p5.48xlarge capacity in the Availability Zone you requested. Launching EC2 instance failed.",
      "AWS has no capacity for p5.48xlarge in the zone.",
    ],
    [
      "There is no Spot capacity available that matches your request. Launching EC2 instance failed.",
      "AWS has no such Spot or reserved capacity just now.",
    ],
    [
      "The requested reservation does not have sufficient compatible and available capacity for this request.",
      "no capacity for this instance type",
    ],
    [
      "There are not enough free addresses in subnet 'subnet-0a1b' to satisfy the requested number of instances.",
      "The subnet subnet-0a1b has no free addresses left.",
    ],
    [
      "Your requested instance type (m7i.large) is not supported in your requested Availability Zone (eu-central-1c). Launching EC2 instance failed.",
      "The zone eu-central-1c has no m7i.large at all.",
    ],
    [
      "Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: Client.InternalError: Client error on launch",
      "The servers' disks can't be decrypted",
    ],
    ["AMI ami-1 is pending, and cannot be run. Launching EC2 instance failed.", "still being made"],
    [
      "AMI 'ami-1' is disabled, and cannot be run. Launching EC2 instance failed.",
      "The image can't be started: somebody disabled it.",
    ],
    [
      "The AMI ID ami-1 does not exist. Launching EC2 instance failed.",
      "The image can't be started: it is gone",
    ],
    [
      "The architecture 'arm64 ' of the specified instance type does not match the architecture 'x86_64' of the specified AMI. Launching EC2 instance failed.",
      "architecture is not that of the instance type",
    ],
    [
      "You have requested more vCPU capacity than your current vCPU limit of 8 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.",
      "The account's quota (8) is used up.",
    ],
    [
      "You have requested more instances (7) than your current instance limit of 6 allows for the specified instance type.",
      "The account's quota (6) is used up.",
    ],
    [
      "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token 1 was abandoned: Lifecycle Action Completed with ABANDON Result",
      "A lifecycle hook abandoned the launch.",
    ],
    ["The security group sg-1 does not exist. Launching EC2 instance failed.", "template names"],
    ["The key pair ops does not exist. Launching EC2 instance failed.", "template names"],
    ["You are not authorized to use launch template: lt-1", "a permission is missing"],
    ["Something that nobody has ever seen.", "Servers can't be started."],
  ])("%s", (message, cause) => {
    const stall = stallOf(ofTwo(), { activities: [launch(message)] });
    expect(stall?.kind).toBe("launch");
    expect(stall?.cause).toContain(cause);
    expect(stall?.cause).toContain(`AWS says of shop-v002: "${message}"`);
    expect(stall?.cure).not.toBe("");
  });

  it("is forgotten after a launch that went well, and without a server missing", () => {
    const failed = launch("no capacity");
    const well = launch("", { statusCode: "Successful", startedAtMs: 20, statusMessage: null });
    expect(stallOf(ofTwo(), { activities: [failed, well] })).toBeNull();
    expect(stallOf(ofTwo({ desiredCapacity: 0 }), { activities: [failed] })).toBeNull();
  });

  it("of another group is not this one's", () => {
    const other = launch("no capacity", { groupName: "shop-v009" as never });
    expect(stallOf(ofTwo(), { activities: [other] })).toBeNull();
  });
});
