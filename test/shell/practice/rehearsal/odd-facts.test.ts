/** Facts as a real region may have them: half read, on their way in or out, with secrets in odd places. */
import { describe, expect, it } from "vitest";
import { createPracticeWorld } from "../../../../electron/practice/practice-world.ts";
import { makeRehearsal } from "../../../../electron/rehearsal/make-rehearsal.ts";
import { looksSecret } from "../../../../electron/rehearsal/secrets.ts";
import { templateData } from "../../../../electron/rehearsal/template-data.ts";
import type { Facts, MemberFact, ServerFact } from "../../../../shared/model/facts.ts";
import { readWhole, realCloud } from "./two-clouds.ts";

async function facts(): Promise<Facts> {
  const read = await readWhole(realCloud());
  return { ...read, groups: new Map(read.groups), servers: new Map(read.servers) };
}

const rehearsal = (changed: Facts) =>
  makeRehearsal({
    facts: changed,
    region: "eu-west-1",
    accountId: "441722901163",
    takenAtMs: Date.UTC(2026, 10, 20, 9),
    subnets: null,
    extras: new Map(),
  });

function changeMember(of: Facts, name: string, change: (member: MemberFact) => MemberFact): Facts {
  const group = of.groups.get(name);
  const [first, ...others] = group?.members ?? [];
  if (!group || !first) throw new Error(`The group ${name} is empty`);
  const members = [change(first), ...others];
  return { ...of, groups: new Map(of.groups).set(name, { ...group, members }) };
}

const GROUP = "checkout-web-v040";
const membersOf = (of: Facts) =>
  rehearsal(of).seed.groups.find(({ name }) => name === GROUP)?.members ?? [];

describe("a member", () => {
  it.each([
    ["Pending:Wait", ["InService"]],
    ["EnteringStandby", ["Standby"]],
    ["Terminating:Wait", []],
    ["Detaching", []],
    ["Warmed:Stopped", []],
  ])("that is %s is copied as %j", async (lifecycleState, expected) => {
    const read = await facts();
    const changed = changeMember(read, GROUP, (member) => ({ ...member, lifecycleState }));
    const id = read.groups.get(GROUP)?.members[0]?.serverId;
    const found = membersOf(changed).filter(({ serverId }) => serverId === id);
    expect(found.map((member) => member.lifecycleState)).toEqual(expected);
  });

  it("whose server was not read is left out, and is told", async () => {
    const read = await facts();
    const id = read.groups.get(GROUP)?.members[0]?.serverId ?? "";
    const servers = new Map<string, ServerFact>(read.servers);
    servers.delete(id);
    const made = rehearsal({ ...read, servers });
    expect(made.seed.groups.find(({ name }) => name === GROUP)?.members).toHaveLength(19);
    expect(made.leftOut.join("\n")).toContain(id);
  });
});

it("an image that servers run and nobody can read is gone: nothing is launched from it", async () => {
  const read = await facts();
  const used = read.servers.get(read.groups.get(GROUP)?.members[0]?.serverId ?? "")?.imageId ?? "";
  const images = new Map(read.images);
  images.delete(used);
  const made = rehearsal({ ...read, images });
  expect(made.seed.images.find(({ id }) => id === used)?.state).toBe("deregistered");
  expect(made.assumed.join("\n")).toContain("1 images that servers run could not be read");
  const world = createPracticeWorld({ seed: 1, rehearsal: made.seed });
  const group = world.state.groups.get(GROUP);
  if (!group) throw new Error("The group was not copied");
  group.desiredCapacity++;
  world.advanceTo(world.nowMs + 10 * 60_000);
  expect(group.members).toHaveLength(20);
});

it("a server of a type that the region doesn't offer by itself is replaced like any other", async () => {
  const read = await facts();
  const versions = [...read.templateVersions].map(
    ([key, version]) => [key, { ...version, instanceType: "m5a.24xlarge" }] as const,
  );
  const { seed } = rehearsal({ ...read, templateVersions: new Map(versions) });
  const world = createPracticeWorld({ seed: 1, rehearsal: seed });
  const group = world.state.groups.get(GROUP);
  if (!group) throw new Error("The group was not copied");
  group.desiredCapacity++;
  world.advanceTo(world.nowMs + 10 * 60_000);
  expect(group.members).toHaveLength(21);
  expect(group.members.filter(({ instanceType }) => instanceType === "m5a.24xlarge")).toHaveLength(
    1,
  );
});

it("addresses of new servers are none that a copied one has", async () => {
  const { seed } = rehearsal(await facts());
  const world = createPracticeWorld({ seed: 1, rehearsal: seed });
  const group = world.state.groups.get(GROUP);
  if (!group) throw new Error("The group was not copied");
  group.desiredCapacity += 6;
  world.advanceTo(world.nowMs + 10 * 60_000);
  const addresses = [...world.state.instances.values()].map(({ privateIp }) => privateIp);
  expect(new Set(addresses).size).toBe(addresses.length);
});

describe("what looks like a secret", () => {
  it.each([
    ["db-password", "hunter22", true],
    ["Webhook", "https://me:pw@example.test/x", true],
    ["note", "AKIAABCDEFGHIJKLMNOP", true],
    ["note", "-----BEGIN RSA PRIVATE KEY-----", true],
    ["GITHUB", "ghp_abcdefghijklmnopqrstuvwx", true],
    ["bennu:manifest-digest", `sha256:${"a".repeat(64)}`, false],
    ["MetadataOptions.HttpTokens", "required", false],
    ["TokenTtl", "3600", false],
    ["SecretArn", "arn:aws:secretsmanager:eu-west-1:441722901163:secret:x", false],
    ["Name", "checkout-web", false],
  ])("%s = %s: %s", (name, value, secret) => {
    expect(looksSecret(name, value)).toBe(secret);
  });
});

it("a template is put together again from its flat facts, but for user data and secrets", async () => {
  const [version] = [...(await facts()).templateVersions.values()];
  if (!version) throw new Error("No template was read");
  const secrets: string[] = [];
  const other = {
    "BlockDeviceMappings.0.DeviceName": "/dev/sdf",
    "BlockDeviceMappings.0.Ebs.VolumeSize": "20",
    "Monitoring.Enabled": "true",
    "TagSpecifications.0.ResourceType": "instance",
    "TagSpecifications.0.Tags.0.Key": "cost-center",
    "TagSpecifications.0.Tags.0.Value": "42",
    "TagSpecifications.0.Tags.1.Key": "token",
    "TagSpecifications.0.Tags.1.Value": "abc",
  };
  const data = templateData({ ...version, other, userData: "#!/bin/sh" }, (path) =>
    secrets.push(path),
  );
  expect(data).toMatchObject({
    BlockDeviceMappings: [{ DeviceName: "/dev/sdf", Ebs: { VolumeSize: 20 } }],
    Monitoring: { Enabled: true },
    TagSpecifications: [
      {
        ResourceType: "instance",
        Tags: [
          { Key: "cost-center", Value: "42" },
          { Key: "token", Value: "(left out)" },
        ],
      },
    ],
  });
  expect(data).not.toHaveProperty("UserData");
  expect(secrets).toEqual(["token"]);
});
