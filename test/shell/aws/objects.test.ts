/** What the console reads and writes beside servers and groups, on the practice cloud over its wire. */
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import { realClock } from "../../../electron/aws/real-clock.ts";
import {
  createInThreadPractice,
  type InThreadPractice,
} from "../../../electron/practice/in-thread.ts";
import { bytesOf, findObject } from "../../../electron/practice/world/s3/buckets.ts";
import type { Cloud } from "../../../electron/ports.ts";
import { imageId, serverId } from "../../../shared/model/ids.ts";
import { aConnection, cannedCloud, ec2Error } from "./canned-aws.ts";

let practice: InThreadPractice;
let cloud: Cloud;
let bucket: string;

const cloudIn = (region: string, from = practice) =>
  makeCloud({
    connection: aConnection({ region }),
    clock: realClock,
    random: { next: () => 0.5 },
    credentials: null,
    transport: { kind: "practice", requestHandler: from.requestHandler() as never },
  });

beforeEach(() => {
  practice = createInThreadPractice({ seed: 1, scenario: "shop" });
  cloud = cloudIn("eu-west-1");
  bucket = [...practice.world.state.buckets.values()][0]?.name ?? "";
});

const put = (key: string, text: string) =>
  cloud.actor.perform({
    call: "PutObject",
    bucket,
    key,
    gzipBase64: gzipSync(text).toString("base64"),
    contentType: "application/gzip",
  });

describe("an object", () => {
  it("is written packed, as it is, and read unpacked", async () => {
    expect(await put("manifests/web.gz", "packages")).toMatchObject({ kind: "ok" });
    const held = findObject(practice.world, { bucket, key: "manifests/web.gz" });
    expect(held && gunzipSync(bytesOf(held)).toString()).toBe("packages");
    expect(await cloud.reader.objectText(bucket, "manifests/web.gz")).toBe("packages");
  });

  it("that isn't there is none, and so is one that was deleted", async () => {
    await put("a", "x");
    await cloud.actor.perform({ call: "DeleteObject", bucket, key: "a" });
    expect(await cloud.reader.objectText(bucket, "a")).toBeNull();
    expect(await cloud.reader.objectText("no-such-bucket", "a")).toBeNull();
  });

  it("that can't be unpacked is told as such, for anybody may have put it there", async () => {
    const gzipBase64 = gzipSync("packages").subarray(0, 15).toString("base64");
    await cloud.actor.perform({
      ...{ call: "PutObject", bucket, key: "cut", gzipBase64, contentType: "application/gzip" },
    });
    await expect(cloud.reader.objectText(bucket, "cut")).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("can't be unpacked"),
    });
  });

  it("has an address that opens it for a while, made without a request", async () => {
    const address = new URL(await cloud.reader.presignedGet(bucket, "web/user data", 3600));
    expect(address.pathname).toBe(`/${bucket}/web/user%20data`);
    expect(address.hostname).toBe("practice.invalid");
    expect(address.searchParams.get("X-Amz-Expires")).toBe("3600");
    expect(cloud.callsPerMinute()).toBe(0);
  });
});

describe("a bucket", () => {
  it("is known by its region, or there is none", async () => {
    expect(await cloud.reader.bucketRegion(bucket)).toBe("eu-west-1");
    expect(await cloud.reader.bucketRegion("no-such-bucket")).toBeNull();
  });

  it("of another region is refused with what to change", async () => {
    await expect(cloudIn("eu-central-1").reader.bucketRegion(bucket)).rejects.toMatchObject({
      code: "invalid-input",
      details: { awsCode: "PermanentRedirect" },
    });
  });
});

describe("parameters", () => {
  it("are told with their versions, but for what is secret", async () => {
    const names = ["/shop/images/hardened", "/shop/prod/checkout-web/database-password", "/none"];
    const found = await cloud.reader.parameters(names);
    expect(
      found.map(({ name, type, value, version }) => [name, type, value === null, version]),
    ).toEqual(
      expect.arrayContaining([
        [names[0], "String", false, 1],
        [names[1], "SecureString", true, 1],
      ]),
    );
    expect(found).toHaveLength(2);
  });

  it("name an image, or are refused", async () => {
    const named = await cloud.reader.imageOfParameter("/shop/images/hardened");
    expect(named?.imageId).toMatch(/^ami-/);
    expect(await cloud.reader.imageOfParameter("/none")).toBeNull();
    for (const name of ["/shop/prod/checkout-web", "/shop/prod/checkout-web/database-password"])
      await expect(cloud.reader.imageOfParameter(name)).rejects.toMatchObject({
        code: "invalid-input",
      });
  });
});

describe("an image", () => {
  const named = async () => (await cloud.reader.imagesNamed("checkout-web*", null))[0];

  it("is found by a pattern of its name, the newest first, of the account's own alone", async () => {
    const all = await cloud.reader.imagesNamed("checkout-web*", null);
    expect(all.length).toBeGreaterThan(2);
    expect(all.map(({ createdAtMs }) => createdAtMs)).toEqual(
      all.map(({ createdAtMs }) => createdAtMs).toSorted((a, b) => b - a),
    );
    const id = practice.world.accountId;
    expect(await cloud.reader.imagesNamed("checkout-web*", id)).toHaveLength(all.length);
    expect(await cloud.reader.imagesNamed("checkout-web*", "amazon")).toEqual([]);
  });

  it("tells its ancestry, who names it, whom it is shared with, and when it was last started", async () => {
    const image = await named();
    if (!image) throw new Error("no image");
    const line = await cloud.reader.imageAncestry(image.id);
    expect(line[0]?.imageId).toBe(image.id);
    expect(line.length).toBeGreaterThan(1);
    const inUse = [...practice.world.state.instances.values()][0]?.imageId ?? "";
    const references = await cloud.reader.imageReferences([imageId(inUse), image.id]);
    expect(new Set(references.map(({ resourceType }) => resourceType))).toEqual(
      new Set(["ec2:Instance", "ec2:LaunchTemplate"]),
    );
    expect(await cloud.reader.launchPermissions(image.id)).toEqual({
      accounts: [],
      isPublic: false,
      organizations: [],
    });
    expect(await cloud.reader.lastLaunched([image.id])).toBeInstanceOf(Map);
  });

  it("of another owner tells nobody whom it is shared with", async () => {
    const foreign = cannedCloud(() =>
      ec2Error("AuthFailure", 403, "Not authorized for image:ami-1"),
    );
    expect(await foreign.cloud.reader.launchPermissions(imageId("ami-1"))).toBeNull();
  });

  it("is shared, deprecated, disabled and enabled again, and goes with its snapshots", async () => {
    const image = await named();
    if (!image) throw new Error("no image");
    const perform = (call: Parameters<typeof cloud.actor.perform>[0]) => cloud.actor.perform(call);
    const account = "111122223333";
    const share = { addAccounts: [account], removeAccounts: [] };
    const [snapshotId = ""] = image.snapshotIds;
    expect(await perform({ call: "ModifySnapshotAttribute", snapshotId, ...share })).toMatchObject({
      kind: "ok",
    });
    expect(
      await perform({ call: "ModifyImageAttribute", imageId: image.id, ...share }),
    ).toMatchObject({ kind: "ok" });
    expect((await cloud.reader.launchPermissions(image.id))?.accounts).toEqual([account]);
    const deprecateAtMs = practice.world.nowMs + 86_400_000;
    await perform({ call: "EnableImageDeprecation", imageId: image.id, deprecateAtMs });
    const fact = async () => (await cloud.reader.images([image.id]))[0];
    expect(Math.abs(((await fact())?.deprecatedAtMs ?? 0) - deprecateAtMs)).toBeLessThan(60_000);
    await perform({ call: "DisableImageDeprecation", imageId: image.id });
    expect((await fact())?.deprecatedAtMs).toBeNull();
    await perform({ call: "DisableImage", imageId: image.id });
    expect((await fact())?.state).toBe("disabled");
    await perform({ call: "EnableImage", imageId: image.id });
    expect((await fact())?.state).toBe("available");
    const outcome = await perform({
      call: "DeregisterImage",
      imageId: image.id,
      withSnapshots: true,
    });
    expect(outcome).toMatchObject({
      kind: "ok",
      produced: { snapshots: { [snapshotId]: "success" } },
    });
  });

  it("is copied from another region, encrypted, with its tags", async () => {
    const image = await named();
    if (!image) throw new Error("no image");
    const abroad = cloudIn("eu-central-1");
    const outcome = await abroad.actor.perform({
      call: "CopyImage",
      sourceImageId: image.id,
      sourceRegion: "eu-west-1",
      name: "copied",
      description: "",
      encrypted: true,
      kmsKeyId: null,
      tags: { "bennu:parent": image.id },
      clientToken: "token-copy",
    });
    expect(outcome).toMatchObject({ kind: "ok" });
    const id = outcome.kind === "ok" ? outcome.produced.imageId : undefined;
    const [copy] = await abroad.reader.images([id ?? imageId("")]);
    expect(copy).toMatchObject({
      name: "copied",
      state: "pending",
      tags: { "bennu:parent": image.id },
    });
  });
});

describe("a script", () => {
  it("runs on a server that Systems Manager reaches, and its end is read", async () => {
    const [server] = [...practice.world.state.instances.values()].filter(
      ({ state, instanceProfileArn }) => state === "running" && instanceProfileArn !== null,
    );
    const id = serverId(server?.id ?? "");
    practice.advance(120_000);
    expect((await cloud.reader.managedServers([id]))[0]).toMatchObject({
      serverId: id,
      ping: "Online",
    });
    const outcome = await cloud.actor.perform({
      call: "SendCommand",
      serverIds: [id],
      script: "echo hello",
      comment: "a try",
      timeoutSeconds: 60,
    });
    const commandId = outcome.kind === "ok" ? (outcome.produced.commandId ?? "") : "";
    practice.advance(60_000);
    expect(await cloud.reader.commandResult(commandId, id)).toMatchObject({
      status: "Success",
      exitCode: 0,
      output: "hello\n",
    });
    expect(await cloud.reader.commandResult("00000000-0000-4000-8000-000000000000", id)).toBeNull();
  });
});

it("a profile for servers goes with RunInstances, and whether they end when they shut down", async () => {
  const [image] = await cloud.reader.imagesNamed("checkout-web*", null);
  const outcome = await cloud.actor.perform({
    call: "RunInstances",
    imageId: image?.id ?? imageId(""),
    instanceType: "t3.small",
    subnetId: null,
    securityGroupIds: [],
    userData: "",
    tags: {},
    clientToken: "token-profile",
    instanceProfile: "shop-web",
    endsWhenShutDown: true,
  });
  const id = outcome.kind === "ok" ? outcome.produced.serverIds?.[0] : undefined;
  const made = practice.world.state.instances.get(id ?? "");
  expect(made?.instanceProfileArn).toContain("shop-web");
  expect(made).toMatchObject({ shutdownBehaviour: "terminate" });
});

it("launch configurations are read by their images", async () => {
  expect(await cloud.reader.launchConfigurations()).toEqual([]);
});
