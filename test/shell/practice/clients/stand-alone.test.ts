/** What the stand-alone practice cloud can be told at its start: regions, accounts, a policy, request budgets. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { GetCallerIdentityCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settingsFrom } from "../../../../electron/practice/cloud/command-line.ts";
import { codeOfStep, stepAt } from "../../../../electron/practice/world/iam/totp.ts";
import { keysOf } from "./sdk-clients.ts";
import { startStandAlone } from "./stand-alone.ts";

const ONLY_WITH_MFA = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "autoscaling:*", Resource: "*" },
    {
      Effect: "Allow",
      Action: "ec2:*",
      Resource: "*",
      Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    },
  ],
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "practice-policy-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a cloud of two regions and two accounts, with a policy", { timeout: 30_000 }, () => {
  let server: Awaited<ReturnType<typeof startStandAlone>>;

  beforeAll(async () => {
    const path = join(folder, "policy.json");
    writeFileSync(path, JSON.stringify(ONLY_WITH_MFA));
    const args = ["--regions", "eu-central-1,us-east-1", "--accounts", "2", "--policy", path];
    server = await startStandAlone(...args);
  }, 30_000);
  afterAll(() => server.stop());

  it("names the keys of every account", async () => {
    const { accounts, region } = server.announced;
    expect(region).toBe("eu-central-1");
    expect(accounts).toHaveLength(2);
    for (const account of accounts) {
      const { sts } = server.clients(account);
      expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(account.accountId);
      sts.destroy();
    }
  });

  it("has the scenario in both regions of the first account, and in no other", async () => {
    const [first, second] = server.announced.accounts;
    const count = async (...where: Parameters<typeof server.clients>) => {
      const { groups } = server.clients(...where);
      const { AutoScalingGroups = [] } = await groups.send(
        new DescribeAutoScalingGroupsCommand({}),
      );
      groups.destroy();
      return AutoScalingGroups.length;
    };
    const home = await count(first);
    expect(home).toBeGreaterThan(0);
    expect(await count(first, "us-east-1")).toBe(home);
    expect(await count(first, "eu-west-1")).toBe(0);
    expect(await count(second)).toBe(0);
  });

  it("enforces the policy, with MFA by the secret that it tells", async () => {
    const [account] = server.announced.accounts;
    if (!account) throw new Error("No account was announced");
    const plain = server.clients(account);
    const read = new DescribeInstancesCommand({ MaxResults: 5 });
    await expect(plain.ec2.send(read)).rejects.toMatchObject({ name: "UnauthorizedOperation" });
    const { Credentials } = await plain.sts.send(
      new GetSessionTokenCommand({
        SerialNumber: account.mfaSerial,
        TokenCode: codeOfStep(account.mfaSecret, stepAt(Date.now())),
      }),
    );
    const proven = server.clients(keysOf(Credentials));
    await expect(proven.ec2.send(read)).resolves.toBeDefined();
    for (const client of [plain.ec2, plain.sts, proven.ec2]) client.destroy();
  });
});

describe("options", () => {
  const read = (...args: readonly string[]) => settingsFrom(args, 0).options;

  it("throttle as AWS publishes unless said", () => {
    expect(read().throttling?.autoScaling).toEqual({ capacity: 40, refillPerSecond: 10 });
    expect(read("--throttling", "100/20.5").throttling?.autoScaling).toEqual({
      capacity: 100,
      refillPerSecond: 20.5,
    });
    expect(read("--throttling", "off").throttling).toBeNull();
  });

  it.each([
    [["--regions", "eu-west-1,mars-north-1"], 'not "mars-north-1".'],
    [["--accounts", "0"], "--accounts must be from 1 to 20, not 0."],
    [
      ["--throttling", "some"],
      '--throttling must be published, off, or Auto Scaling\'s bucket as 40/10, not "some".',
    ],
    [["--policy", "nowhere.json"], "--policy nowhere.json: "],
  ])("%s are refused", (args, words) => {
    expect(() => read(...args)).toThrow(words);
  });

  it("a policy that can't be understood is refused before anything starts", () => {
    const path = join(folder, "broken.json");
    writeFileSync(
      path,
      '{"Statement":[{"Effect":"Allow","Action":"RunInstances","Resource":"*"}]}',
    );
    expect(() => read("--policy", path)).toThrow("must be prefaced by a vendor");
  });
});
