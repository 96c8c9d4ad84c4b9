/** STS over the wire: who becomes which role, with which proof and for how long, and what a session may do then. */
import { DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import {
  AssumeRoleCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from "@aws-sdk/client-sts";
import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { operatorCredentials } from "../../../../electron/practice/access-keys.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { identityOf } from "../../../../electron/practice/world/iam/accounts.ts";
import { operatorMfaDevice } from "../../../../electron/practice/world/iam/mfa.ts";
import { putRole, putUser } from "../../../../electron/practice/world/iam/principals.ts";
import type { RoleWish } from "../../../../electron/practice/world/iam/principals.ts";
import { codeOfStep, stepAt } from "../../../../electron/practice/world/iam/totp.ts";
import { clientsOf, keysOf } from "../clients/sdk-clients.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const DEPLOY = "arn:aws:iam::441722901163:role/deploy";
const OPERATOR = "arn:aws:iam::441722901163:user/practice-operator";
const STRANGER = "arn:aws:iam::441722901163:user/stranger";
const CODE = codeOfStep(operatorMfaDevice({ accountId: "" }).secret, stepAt(NOW));

const trusting = (AWS: string | readonly string[], Condition?: object) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS },
      Action: "sts:AssumeRole",
      ...(Condition ? { Condition } : {}),
    },
  ],
});

function cloud() {
  const wall = { ms: NOW };
  const practice = createInThreadPractice({
    seed: 1,
    scenario: "empty",
    accounts: 2,
    wallMs: () => wall.ms,
  });
  const other = identityOf(practice.world, practice.cloud.accounts[1] ?? "");
  if (!other) throw new Error("The second account is missing");
  const handler = practice.requestHandler();
  const skewed = (keys?: Parameters<typeof clientsOf>[1]) => {
    const clients = clientsOf(handler, keys);
    for (const each of Object.values(clients)) each.config.systemClockOffset = wall.ms - Date.now();
    return clients;
  };
  return { ...practice, wall, other, clients: skewed };
}

type Cloud = ReturnType<typeof cloud>;

const role = (world: Cloud["world"], wish: Partial<RoleWish> = {}) =>
  putRole(world, { name: "deploy", trust: trusting(OPERATOR), ...wish });

const assume = (it: Cloud, input: Partial<AssumeRoleCommandInput> = {}, who = it.clients()) =>
  who.sts.send(new AssumeRoleCommand({ RoleArn: DEPLOY, RoleSessionName: "night", ...input }));

async function asRole(it: Cloud, input: Partial<AssumeRoleCommandInput> = {}) {
  const { Credentials } = await assume(it, input);
  return it.clients({ keys: keysOf(Credentials) });
}

const proof = {
  SerialNumber: operatorMfaDevice({ accountId: "441722901163" }).serialNumber,
  TokenCode: CODE,
};

describe("assuming a role", () => {
  it("gives the role's identity, for an hour unless said", async () => {
    const it = cloud();
    role(it.world);
    const { Credentials, AssumedRoleUser } = await assume(it);
    expect(AssumedRoleUser?.Arn).toBe("arn:aws:sts::441722901163:assumed-role/deploy/night");
    expect(Credentials?.Expiration).toEqual(new Date(NOW + 3_600_000));
    const clients = it.clients({ keys: keysOf(Credentials) });
    const { Arn, UserId } = await clients.sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(AssumedRoleUser?.Arn);
    expect(UserId).toBe(AssumedRoleUser?.AssumedRoleId);
  });

  it("works with any role while an account has none of its own, for who may assume roles", async () => {
    const it = cloud();
    await expect(assume(it)).resolves.toBeDefined();
    putUser(it.world, { name: "practice-operator", policies: { read: onlyReading } });
    await expect(assume(it)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it.each<[string, Partial<RoleWish>, Partial<AssumeRoleCommandInput>, string]>([
    ["a role that isn't there", {}, { RoleArn: `${DEPLOY}er` }, "AccessDenied"],
    [
      "an account that isn't there",
      {},
      { RoleArn: "arn:aws:iam::000000000000:role/deploy" },
      "AccessDenied",
    ],
    ["no ARN of a role", {}, { RoleArn: "arn:aws:iam::441722901163:user/ann" }, "ValidationError"],
    ["a role that trusts someone else", { trust: trusting(STRANGER) }, {}, "AccessDenied"],
    [
      "no external id where one is asked",
      { trust: trusting(OPERATOR, { StringEquals: { "sts:ExternalId": "42" } }) },
      {},
      "AccessDenied",
    ],
    [
      "another external id",
      { trust: trusting(OPERATOR, { StringEquals: { "sts:ExternalId": "42" } }) },
      { ExternalId: "43" },
      "AccessDenied",
    ],
    [
      "the external id",
      { trust: trusting(OPERATOR, { StringEquals: { "sts:ExternalId": "42" } }) },
      { ExternalId: "42" },
      "taken",
    ],
    ["the account is trusted", { trust: trusting("441722901163") }, {}, "taken"],
    [
      "the account's root is trusted",
      { trust: trusting("arn:aws:iam::441722901163:root") },
      {},
      "taken",
    ],
    [
      "no MFA where it is asked",
      { trust: trusting(OPERATOR, { Bool: { "aws:MultiFactorAuthPresent": "true" } }) },
      {},
      "AccessDenied",
    ],
    [
      "MFA",
      { trust: trusting(OPERATOR, { Bool: { "aws:MultiFactorAuthPresent": "true" } }) },
      proof,
      "taken",
    ],
    [
      "a wrong code",
      {},
      { ...proof, TokenCode: CODE === "000000" ? "000001" : "000000" },
      "AccessDenied",
    ],
    [
      "someone else's device",
      {},
      { ...proof, SerialNumber: `${proof.SerialNumber}-2` },
      "AccessDenied",
    ],
    ["a code without a device", {}, { TokenCode: CODE }, "AccessDenied"],
    ["a quarter of an hour", {}, { DurationSeconds: 900 }, "taken"],
    ["too short", {}, { DurationSeconds: 899 }, "ValidationError"],
    ["longer than the role allows", {}, { DurationSeconds: 7200 }, "ValidationError"],
    [
      "as long as the role allows",
      { maxSessionSeconds: 43_200 },
      { DurationSeconds: 43_200 },
      "taken",
    ],
    [
      "longer than any",
      { maxSessionSeconds: 43_200 },
      { DurationSeconds: 43_201 },
      "ValidationError",
    ],
    ["a name with a blank", {}, { RoleSessionName: "a b" }, "ValidationError"],
    ["a session policy that is none", {}, { Policy: "{}" }, "MalformedPolicyDocumentException"],
  ])("%s", async (_name, wish, input, expected) => {
    const it = cloud();
    role(it.world, wish);
    const said = await assume(it, input).then(
      () => "taken",
      (error: Error) => error.name,
    );
    expect(said).toBe(expected);
  });

  it("takes a code once", async () => {
    const it = cloud();
    await assume(it, proof);
    await expect(assume(it, proof)).rejects.toMatchObject({
      name: "AccessDenied",
      message: "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    });
    it.wall.ms += 30_000;
    const next = codeOfStep(operatorMfaDevice({ accountId: "" }).secret, stepAt(it.wall.ms));
    await expect(assume(it, { ...proof, TokenCode: next })).resolves.toBeDefined();
  });

  it("across accounts needs the leave of both", async () => {
    const it = cloud();
    const arn = `arn:aws:iam::${it.other.accountId}:role/audit`;
    putRole(it.other, { name: "audit", trust: trusting("441722901163") });
    const { AssumedRoleUser } = await assume(it, { RoleArn: arn });
    expect(AssumedRoleUser?.Arn).toContain(it.other.accountId);
    putUser(it.world, { name: "practice-operator", policies: { read: onlyReading } });
    await expect(assume(it, { RoleArn: arn })).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("from a role lasts an hour at most", async () => {
    const it = cloud();
    role(it.world, { trust: trusting("441722901163"), maxSessionSeconds: 43_200 });
    const first = await asRole(it);
    await expect(assume(it, { DurationSeconds: 3601 }, first)).rejects.toMatchObject({
      message:
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    });
    await expect(assume(it, {}, first)).resolves.toBeDefined();
  });

  it("reaches the resources of the role's account", async () => {
    const it = cloud();
    const arn = `arn:aws:iam::${it.other.accountId}:role/audit`;
    putRole(it.other, { name: "audit", trust: trusting("441722901163") });
    const there = await asRole(it, { RoleArn: arn });
    const own = it.clients({ keys: operatorCredentials(1) });
    const vpcOf = async ({ ec2 }: typeof own) =>
      (await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.[0]?.VpcId;
    expect(await vpcOf(there)).toBe(await vpcOf(own));
  });
});

const onlyReading = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "ec2:Describe*", Resource: "*" },
};

describe("a session", () => {
  it("may do what both the role and its own policy allow", async () => {
    const it = cloud();
    role(it.world, {
      policies: { all: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } } },
    });
    const Policy = JSON.stringify(onlyReading);
    const { PackedPolicySize } = await assume(it, { Policy });
    expect(PackedPolicySize).toBeGreaterThan(0);
    const { ec2, groups } = await asRole(it, { Policy });
    await expect(ec2.send(new DescribeInstancesCommand({}))).resolves.toBeDefined();
    await expect(groups.send(new DescribeAutoScalingGroupsCommand({}))).rejects.toMatchObject({
      name: "AccessDenied",
      message:
        "User: arn:aws:sts::441722901163:assumed-role/deploy/night is not authorized to perform: " +
        "autoscaling:DescribeAutoScalingGroups because no session policy allows the " +
        "autoscaling:DescribeAutoScalingGroups action",
    });
  });

  it("ends", async () => {
    const it = cloud();
    const clients = await asRole(it, { DurationSeconds: 900 });
    it.wall.ms += 899_000;
    const before = it.clients({ keys: await keysIn(clients) });
    await expect(before.sts.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
    it.wall.ms += 1000;
    const after = it.clients({ keys: await keysIn(clients) });
    await expect(after.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: "ExpiredToken",
      $metadata: { httpStatusCode: 403 },
    });
    await expect(after.ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: "RequestExpired",
    });
  });

  it("of a user carries his own permissions, and the proof of MFA", async () => {
    const it = cloud();
    const allowed = { Effect: "Allow", Action: "ec2:*", Resource: "*" };
    const Condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    putUser(it.world, {
      name: "practice-operator",
      policies: { mfa: { Statement: { ...allowed, Condition } } },
    });
    const read = (who: ReturnType<Cloud["clients"]>) =>
      who.ec2.send(new DescribeInstancesCommand({}));
    await expect(read(it.clients())).rejects.toMatchObject({ name: "UnauthorizedOperation" });
    const { Credentials } = await it.clients().sts.send(new GetSessionTokenCommand(proof));
    expect(Credentials?.Expiration).toEqual(new Date(NOW + 43_200_000));
    const proven = it.clients({ keys: keysOf(Credentials) });
    await expect(read(proven)).resolves.toBeDefined();
    const { Arn } = await proven.sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(OPERATOR);
    await expect(proven.sts.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
      message: "Cannot call GetSessionToken with session credentials",
    });
  });
});

async function keysIn({ sts }: ReturnType<Cloud["clients"]>) {
  const { accessKeyId, secretAccessKey, sessionToken } = await sts.config.credentials();
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken ?? "" };
}

describe("users of an account", () => {
  it("call with keys of their own while those are active", async () => {
    const it = cloud();
    const key = { accessKeyId: "AKIAANN", secretAccessKey: "ann's", active: true };
    putUser(it.world, { name: "team/ann", keys: [key] });
    const who = () => it.clients({ keys: key }).sts.send(new GetCallerIdentityCommand({}));
    expect((await who()).Arn).toBe("arn:aws:iam::441722901163:user/team/ann");
    const info = await it
      .clients()
      .sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: "AKIAANN0000000000000" }))
      .catch((error: Error) => error.name);
    expect(info).toBe("ValidationError");
    putUser(it.world, { name: "team/ann", keys: [{ ...key, active: false }] });
    await expect(who()).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  });
});
