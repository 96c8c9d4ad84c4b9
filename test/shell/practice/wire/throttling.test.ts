/** AWS's request budgets: when they are used up, when they have filled again, and what clients then see. */
import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeScheduledActionsCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  DescribeImagesCommand,
  DescribeInstancesCommand,
  RunInstancesCommand,
  StopInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  DeregisterTargetsCommand,
  DescribeTargetGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { describe, expect, it } from "vitest";
import {
  operatorCredentials,
  PRACTICE_CREDENTIALS,
} from "../../../../electron/practice/access-keys.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import { PUBLISHED_RULES } from "../../../../electron/practice/wire/throttling/buckets.ts";
import type { ThrottlingRules } from "../../../../electron/practice/wire/throttling/buckets.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { clientsOf } from "../clients/sdk-clients.ts";

function region(throttling: ThrottlingRules = PUBLISHED_RULES) {
  const practice = createInThreadPractice({ seed: 1, scenario: "empty", accounts: 2, throttling });
  return { ...practice, ...clientsOf(practice.requestHandler()) };
}

/** How many calls in a row are taken, and what the first that isn't is told. */
async function countTaken(send: () => Promise<unknown>, most = 300) {
  for (let taken = 0; taken < most; taken++) {
    const refused = await send().then(
      () => null,
      (error: Error & { $metadata: { httpStatusCode: number } }) => error,
    );
    if (refused && /Throttl|RequestLimit/.test(refused.name))
      return {
        taken,
        code: refused.name,
        status: refused.$metadata.httpStatusCode,
        message: refused.message,
      };
  }
  return { taken: most, code: "", status: 200, message: "" };
}

describe("EC2's budgets", () => {
  it.each<[string, number, (it: ReturnType<typeof region>) => () => Promise<unknown>]>([
    [
      "reads",
      100,
      ({ ec2 }) =>
        () =>
          ec2.send(new DescribeImagesCommand({})),
    ],
    [
      "servers without filter and pages",
      50,
      ({ ec2 }) =>
        () =>
          ec2.send(new DescribeInstancesCommand({})),
    ],
    [
      "servers in pages",
      100,
      ({ ec2 }) =>
        () =>
          ec2.send(new DescribeInstancesCommand({ MaxResults: 5 })),
    ],
    [
      "launches, though each is refused",
      5,
      ({ ec2 }) =>
        () =>
          ec2.send(new RunInstancesCommand({ ImageId: "ami-0", MinCount: 1, MaxCount: 1 })),
    ],
    [
      "changes",
      50,
      ({ ec2 }) =>
        () =>
          ec2.send(new StopInstancesCommand({ InstanceIds: ["i-0"] })),
    ],
  ])("%s", async (_name, capacity, call) => {
    const { taken, code, status } = await countTaken(call(region()));
    expect({ taken, code, status }).toEqual({
      taken: capacity,
      code: "RequestLimitExceeded",
      status: 503,
    });
  });

  it("say what was too much, and of whom", async () => {
    const { ec2, world } = region();
    const { message } = await countTaken(() =>
      ec2.send(new RunInstancesCommand({ ImageId: "ami-0", MinCount: 1, MaxCount: 1 })),
    );
    expect(message).toBe(
      `Request limit exceeded. Account ${world.accountId} has been throttled on ec2:RunInstances because it exceeded its request rate limit.`,
    );
  });

  it("count servers as well as calls", async () => {
    const { ec2 } = region();
    const ids = Array.from({ length: 600 }, (_, at) => `i-${String(at)}`);
    const { taken } = await countTaken(() =>
      ec2.send(new StopInstancesCommand({ InstanceIds: ids })),
    );
    expect(taken).toBe(1);
  });

  it("fill again as the region's time passes, and no fuller than full", async () => {
    const { ec2, advance } = region();
    const launch = () =>
      ec2.send(new RunInstancesCommand({ ImageId: "ami-0", MinCount: 1, MaxCount: 1 }));
    await countTaken(launch);
    advance(1000);
    expect((await countTaken(launch)).taken).toBe(2);
    advance(3_600_000);
    expect((await countTaken(launch)).taken).toBe(5);
  });

  it("are each account's and each region's own", async () => {
    const { ec2, requestHandler } = region();
    const launch = new RunInstancesCommand({ ImageId: "ami-0", MinCount: 1, MaxCount: 1 });
    await countTaken(() => ec2.send(launch));
    const elsewhere = clientsOf(requestHandler(), { region: "us-east-1" });
    const other = clientsOf(requestHandler(), { keys: operatorCredentials(1) });
    expect((await countTaken(() => elsewhere.ec2.send(launch))).taken).toBe(5);
    expect((await countTaken(() => other.ec2.send(launch))).taken).toBe(5);
  });

  it("are kept with the region", async () => {
    const { ec2, world } = region();
    const launch = new RunInstancesCommand({ ImageId: "ami-0", MinCount: 1, MaxCount: 1 });
    await countTaken(() => ec2.send(launch));
    const again = restorePracticeWorld(JSON.parse(JSON.stringify(world)) as WorldJson);
    const practice = createInThreadPractice({ seed: 1, world: again, throttling: PUBLISHED_RULES });
    const clients = clientsOf(practice.requestHandler());
    expect((await countTaken(() => clients.ec2.send(launch))).taken).toBe(0);
  });
});

describe("the other services' budgets", () => {
  it("Auto Scaling has one for all of its calls, of a size that can be set", async () => {
    const { groups } = region({
      ...PUBLISHED_RULES,
      autoScaling: { capacity: 7, refillPerSecond: 1 },
    });
    await groups.send(new DescribeScheduledActionsCommand({}));
    const said = await countTaken(() => groups.send(new DescribeAutoScalingGroupsCommand({})));
    expect(said).toEqual({ taken: 6, code: "Throttling", status: 400, message: "Rate exceeded" });
  });

  it("load balancing has one for the account", async () => {
    const { balancing } = region();
    const said = await countTaken(() => balancing.send(new DescribeTargetGroupsCommand({})));
    expect(said).toEqual({
      taken: 40,
      code: "ThrottlingException",
      status: 400,
      message: "Rate exceeded",
    });
  });

  it("and one for each kind of call", async () => {
    const { balancing } = region({ ...PUBLISHED_RULES, loadBalancing: null });
    const reads = await countTaken(() => balancing.send(new DescribeTargetGroupsCommand({})));
    const arn = "arn:aws:elasticloadbalancing:eu-west-1:441722901163:targetgroup/none/0";
    const changes = await countTaken(() =>
      balancing.send(
        new DeregisterTargetsCommand({ TargetGroupArn: arn, Targets: [{ Id: "i-0" }] }),
      ),
    );
    expect([reads.taken, changes.taken]).toEqual([200, 20]);
  });

  it("an unmodified client comes through by trying again", async () => {
    const { requestHandler, advance } = region({
      ...PUBLISHED_RULES,
      autoScaling: { capacity: 1, refillPerSecond: 1 },
    });
    const patient = new AutoScalingClient({
      region: "eu-west-1",
      endpoint: "http://practice.invalid",
      credentials: PRACTICE_CREDENTIALS,
      requestHandler: requestHandler(),
      maxAttempts: 3,
    });
    patient.middlewareStack.add(
      (next) => (args) => {
        advance(400);
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    const ask = () => patient.send(new DescribeAutoScalingGroupsCommand({}));
    await ask();
    const { $metadata } = await ask();
    expect($metadata.attempts).toBe(3);
  });
});

it("without rules nothing is throttled", async () => {
  const practice = createInThreadPractice({ seed: 1, scenario: "empty" });
  const { balancing } = clientsOf(practice.requestHandler());
  const { taken } = await countTaken(() => balancing.send(new DescribeTargetGroupsCommand({})), 60);
  expect(taken).toBe(60);
  expect(practice.world.state.budgets.size).toBe(0);
});
