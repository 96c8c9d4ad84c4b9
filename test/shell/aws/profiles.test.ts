import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { profileCredentials } from "../../../electron/aws/credentials/profile-credentials.ts";
import {
  endpointsOf,
  listProfiles,
  type AwsFiles,
} from "../../../electron/aws/credentials/profiles.ts";
import { aConnection } from "./canned-aws.ts";

let folder = "";
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "bennu-profiles-"))));
afterEach(() => rm(folder, { recursive: true }));

async function files(config: string, credentials = ""): Promise<AwsFiles> {
  const paths = {
    configFile: join(folder, "config"),
    credentialsFile: join(folder, "credentials"),
  };
  await writeFile(paths.configFile, config);
  await writeFile(paths.credentialsFile, credentials);
  return paths;
}

const inProfile = (profile: string) => aConnection({ kind: "aws", profile });

describe("the list", () => {
  test("profiles of both files, without sections that are none", async () => {
    const config = `[default]
region = eu-west-1
[profile prod]
region = eu-central-1
endpoint_url = https://aws.example
sso_session = corp
[sso-session corp]
sso_region = eu-west-1
[services local]
ec2 =
  endpoint_url = http://localhost:4566
`;
    const given = await files(
      config,
      "[only-keys]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = s\n",
    );
    expect(await listProfiles(given)).toEqual({
      profiles: [
        { name: "default", region: "eu-west-1", endpoint: null },
        { name: "only-keys", region: null, endpoint: null },
        { name: "prod", region: "eu-central-1", endpoint: "https://aws.example" },
      ],
      problem: null,
    });
  });

  test("no files: no profiles and no problem", async () => {
    const none = { configFile: join(folder, "none"), credentialsFile: join(folder, "none-either") };
    expect(await listProfiles(none)).toEqual({ profiles: [], problem: null });
  });

  test.each([
    ["[profile prod\nregion = x\n", "line 1: expected ]"],
    ["region = x\n[default]\n", "line 1: expected a section"],
    ["[default]\nregion eu-west-1\n", "line 2: expected `name = value`"],
  ])("a mistake is told with its line: %j", async (config, problem) => {
    expect((await listProfiles(await files(config))).problem).toContain(problem);
  });

  test("a file that can't be read is told", async () => {
    const { credentialsFile } = await files("");
    const { problem } = await listProfiles({ configFile: folder, credentialsFile });
    expect(problem).toContain("can't be read");
  });

  test("edits are seen at once", async () => {
    await listProfiles(await files("[default]\nregion = a\n"));
    const { profiles } = await listProfiles(await files("[default]\nregion = b\n"));
    expect(profiles[0]?.region).toBe("b");
  });
});

describe("endpoints", () => {
  const config = `[default]
endpoint_url = http://default.example
[profile one]
endpoint_url = http://one.example
services = local
[services local]
ec2 =
  endpoint_url = http://ec2.example
auto_scaling =
  endpoint_url = http://as.example
[profile bare]
region = x
[profile wrong]
endpoint_url = one.example
`;

  test("a service's own goes before the profile's", async () => {
    expect(await endpointsOf(inProfile("one"), await files(config))).toEqual({
      ec2: "http://ec2.example",
      autoscaling: "http://as.example",
      servicequotas: "http://one.example",
      s3: "http://one.example",
      ssm: "http://one.example",
      elasticloadbalancing: "http://one.example",
      cloudwatch: "http://one.example",
      sts: "http://one.example",
    });
  });

  test("the connection's own goes before all", async () => {
    const connection = { ...inProfile("one"), endpoint: "http://mine.example" };
    expect((await endpointsOf(connection, await files(config))).ec2).toBe("http://mine.example");
  });

  test("a profile without one is AWS itself: another profile's is not taken", async () => {
    expect((await endpointsOf(inProfile("bare"), await files(config))).ec2).toBeNull();
  });

  test("one that is no address is refused", async () => {
    await expect(endpointsOf(inProfile("wrong"), await files(config))).rejects.toMatchObject({
      code: "profile-unreadable",
    });
  });
});

describe("credentials", () => {
  const config = `[profile mfa]
role_arn = arn:aws:iam::123456789012:role/x
source_profile = base
mfa_serial = arn:aws:iam::123456789012:mfa/me
`;
  const keys = "[base]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n";
  const source = async (profile: string) =>
    profileCredentials({
      connection: inProfile(profile),
      files: await files(config, keys),
      stsEndpoint: null,
      askMfa: null,
      nowMs: () => 0,
    });

  test("keys of a profile", async () => {
    expect(await (await source("base"))()).toMatchObject({
      accessKeyId: "AKIAEXAMPLE",
      secretAccessKey: "secret",
    });
  });

  test("a profile that isn't there", async () => {
    await expect((await source("absent"))()).rejects.toMatchObject({ code: "credentials-missing" });
  });

  test("an MFA code that nobody can be asked for", async () => {
    await expect((await source("mfa"))()).rejects.toMatchObject({
      code: "credentials-missing",
      message: expect.stringContaining("MFA"),
    });
  });
});
