/**
 * One suite for the practice endpoint, on each of its carriers: the SDK's request handler in this thread, over a
 * MessagePort, and over loopback HTTP. The clients are unmodified.
 */
import { MessageChannel } from "node:worker_threads";
import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  GetPredictiveScalingForecastCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateVpcCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  EC2Client,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, describe, expect, it } from "vitest";
import { PRACTICE_CREDENTIALS, practiceKeys } from "../../../electron/practice/access-keys.ts";
import { practiceServices } from "../../../electron/practice/practice-services.ts";
import { emptyPracticeWorld, PRACTICE_ACCOUNT } from "../../../electron/practice/practice-world.ts";
import { servePracticeHttp } from "../../../electron/practice/wire/loopback-server.ts";
import type { PracticeEndpoint } from "../../../electron/practice/wire/messages.ts";
import { endpointOverPort, servePort } from "../../../electron/practice/wire/port.ts";
import { createPracticeEndpoint } from "../../../electron/practice/wire/practice-endpoint.ts";
import { practiceRequestHandler } from "../../../electron/practice/wire/request-handler.ts";

const HOUR_MS = 3_600_000;
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** `skewMs`: how far the endpoint's wall clock is ahead of ours. */
function endpoint(skewMs = 0): PracticeEndpoint {
  const world = emptyPracticeWorld({ seed: 3 });
  return createPracticeEndpoint({
    world: () => world,
    services: practiceServices,
    keys: practiceKeys(() => world),
    clock: { nowMs: () => world.nowMs, wallMs: () => Date.now() + skewMs },
  });
}

type Options = Record<string, unknown>;
type Carrier = (served: PracticeEndpoint) => Promise<Options>;

const inProcess: Carrier = async (served) => ({
  endpoint: "http://practice.invalid",
  requestHandler: practiceRequestHandler(served),
});

const overPort: Carrier = async (served) => {
  const { port1, port2 } = new MessageChannel();
  servePort(port2, served);
  closers.push(() => port1.close());
  return inProcess(endpointOverPort(port1));
};

const overHttp: Carrier = async (served) => {
  const server = await servePracticeHttp(served, { port: 0 });
  closers.push(() => server.close());
  return { endpoint: server.url };
};

const CARRIERS = [
  { name: "in process", carry: inProcess },
  { name: "over a port", carry: overPort },
  { name: "over loopback HTTP", carry: overHttp },
];

const common = (options: Options, credentials: object = PRACTICE_CREDENTIALS) => ({
  region: "eu-west-1",
  maxAttempts: 1,
  ...options,
  credentials: credentials as typeof PRACTICE_CREDENTIALS,
});

describe.each(CARRIERS)("the practice endpoint $name", ({ carry }) => {
  it("answers each service", async () => {
    const options = common(await carry(endpoint()));
    const identity = await new STSClient(options).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: PRACTICE_ACCOUNT,
      Arn: `arn:aws:iam::${PRACTICE_ACCOUNT}:user/practice-operator`,
    });
    expect(
      (await new EC2Client(options).send(new DescribeInstancesCommand({}))).Reservations,
    ).toEqual([]);
    const groups = await new AutoScalingClient(options).send(
      new DescribeAutoScalingGroupsCommand({}),
    );
    expect(groups.AutoScalingGroups).toEqual([]);
    const balancing = new ElasticLoadBalancingV2Client(options);
    expect((await balancing.send(new DescribeTargetGroupsCommand({}))).TargetGroups).toEqual([]);
  });

  it("accepts the keys of an assumed role, with their token alone", async () => {
    const options = await carry(endpoint());
    const sts = new STSClient(common(options));
    const wish = { RoleArn: "arn:aws:iam::441722901163:role/deploy", RoleSessionName: "night" };
    const { Credentials } = await sts.send(new AssumeRoleCommand(wish));
    const session = {
      accessKeyId: Credentials?.AccessKeyId,
      secretAccessKey: Credentials?.SecretAccessKey,
      sessionToken: Credentials?.SessionToken,
    };
    const identity = await new STSClient(common(options, session)).send(
      new GetCallerIdentityCommand({}),
    );
    expect(identity.Arn).toBe("arn:aws:sts::441722901163:assumed-role/deploy/night");
    const stale = new STSClient(common(options, { ...session, sessionToken: "other" }));
    await expect(stale.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: "InvalidClientTokenId",
    });
  });

  it("refuses a wrong secret and an unknown key as each service words it", async () => {
    const options = await carry(endpoint());
    const wrongSecret = common(options, { ...PRACTICE_CREDENTIALS, secretAccessKey: "guess" });
    const unknownKey = common(options, { ...PRACTICE_CREDENTIALS, accessKeyId: "AKIANOBODY" });
    const refused = (name: string, httpStatusCode: number) => ({
      name,
      $metadata: { httpStatusCode },
    });
    const ask = new GetCallerIdentityCommand({});
    await expect(new STSClient(wrongSecret).send(ask)).rejects.toMatchObject(
      refused("SignatureDoesNotMatch", 403),
    );
    await expect(new STSClient(unknownKey).send(ask)).rejects.toMatchObject(
      refused("InvalidClientTokenId", 403),
    );
    const list = new DescribeRegionsCommand({});
    await expect(new EC2Client(wrongSecret).send(list)).rejects.toMatchObject(
      refused("AuthFailure", 401),
    );
    await expect(new EC2Client(unknownKey).send(list)).rejects.toMatchObject(
      refused("AuthFailure", 401),
    );
  });

  it("refuses a signature older than a quarter of an hour; the SDK then corrects its clock", async () => {
    const options = await carry(endpoint(HOUR_MS));
    const ask = new GetCallerIdentityCommand({});
    await expect(new STSClient(common(options)).send(ask)).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
    });
    const patient = new STSClient({ ...common(options), maxAttempts: 2 });
    expect((await patient.send(ask)).Account).toBe(PRACTICE_ACCOUNT);
  });

  it("names an action that AWS has and the practice cloud does not", async () => {
    const options = common(await carry(endpoint()));
    const make = new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" });
    await expect(new EC2Client(options).send(make)).rejects.toMatchObject({
      name: "UnsupportedOperation",
      message: "The practice cloud does not simulate ec2:CreateVpc.",
    });
    const forecast = new GetPredictiveScalingForecastCommand({
      AutoScalingGroupName: "shop",
      PolicyName: "load",
      StartTime: new Date(0),
      EndTime: new Date(0),
    });
    await expect(new AutoScalingClient(options).send(forecast)).rejects.toMatchObject({
      message: "The practice cloud does not simulate autoscaling:GetPredictiveScalingForecast.",
    });
  });

  it("refuses a request that lacks what it must have, in each service's words", async () => {
    const options = common(await carry(endpoint()));
    const run = new RunInstancesCommand({ ImageId: "ami-1" } as never);
    await expect(new EC2Client(options).send(run)).rejects.toMatchObject({
      name: "MissingParameter",
      message: "The request must contain the parameter MaxCount",
    });
  });
});

describe("a bare request", () => {
  const send = (headers: Record<string, string>, body: string) =>
    endpoint().handle({ method: "POST", path: "/", query: {}, headers, body });

  it("without a signature is refused in the form of the service it is for", async () => {
    const reply = await send({}, "Action=DescribeInstances&Version=2016-11-15");
    expect(reply.status).toBe(403);
    expect(reply.body).toContain(
      "<Response><Errors><Error><Code>MissingAuthenticationToken</Code>",
    );
    const other = await send({}, "Action=DescribeAutoScalingGroups&Version=2011-01-01");
    expect(other.body).toContain(
      '<ErrorResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">',
    );
  });

  it("for no service at all is refused too", async () => {
    const reply = await send({}, "hello");
    expect(reply.status).toBe(403);
    expect(reply.body).toContain("MissingAuthenticationToken");
  });
});

describe("an action that AWS doesn't have", () => {
  it("is an invalid action", async () => {
    const client = new EC2Client(common(await inProcess(endpoint())));
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string };
        request.body = request.body.replace("Action=DescribeRegions", "Action=DescribeUnicorns");
        return next(args);
      },
      { step: "build" },
    );
    await expect(client.send(new DescribeRegionsCommand({}))).rejects.toMatchObject({
      name: "InvalidAction",
      message: "The action DescribeUnicorns is not valid for this web service.",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("a call under way", () => {
  it("ends when its client aborts it", async () => {
    const never: PracticeEndpoint = { handle: () => new Promise(() => undefined) };
    const client = new STSClient(common(await inProcess(never)));
    const abort = new AbortController();
    const asked = client.send(new GetCallerIdentityCommand({}), { abortSignal: abort.signal });
    abort.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });

  it("is lost when its port closes", async () => {
    const { port1, port2 } = new MessageChannel();
    const client = new STSClient(common(await inProcess(endpointOverPort(port1))));
    const asked = client.send(new GetCallerIdentityCommand({}));
    port2.close();
    await expect(asked).rejects.toMatchObject({ code: "ECONNRESET" });
  });
});
