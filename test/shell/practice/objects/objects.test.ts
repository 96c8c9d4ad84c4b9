/** S3 as its own clients use it: both ways to name a bucket, addresses that are signed, pages, refusals in AWS's words. */
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { beforeEach, describe, expect, it } from "vitest";
import { operatorCredentials } from "../../../../electron/practice/access-keys.ts";
import {
  createInThreadPractice,
  type InThreadPractice,
} from "../../../../electron/practice/in-thread.ts";
import { objectAtAddress } from "../../../../electron/practice/world/s3/buckets.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
let practice: InThreadPractice;
let wallMs = NOW;

beforeEach(() => {
  wallMs = NOW;
  practice = createInThreadPractice({
    seed: 1,
    scenario: "empty",
    accounts: 2,
    startMs: NOW,
    wallMs: () => wallMs,
  });
});

interface Wish {
  readonly region?: string;
  readonly account?: number;
  readonly pathStyle?: boolean;
  readonly secretAccessKey?: string;
}

function clientOf({ region = "eu-west-1", account = 0, pathStyle = true, ...keys }: Wish = {}) {
  return new S3Client({
    region,
    endpoint: "https://practice.invalid",
    forcePathStyle: pathStyle,
    credentials: { ...operatorCredentials(account), ...keys },
    requestHandler: practice.requestHandler(),
    systemClockOffset: wallMs - Date.now(),
    maxAttempts: 1,
  });
}

async function withBucket(name = "bakes", wish: Wish = {}) {
  const s3 = clientOf(wish);
  const place = wish.region ?? "eu-west-1";
  await s3.send(
    new CreateBucketCommand({
      Bucket: name,
      CreateBucketConfiguration: { LocationConstraint: place as "eu-west-1" },
    }),
  );
  return s3;
}

const put = (s3: S3Client, Key: string, Body: string | Uint8Array = "x", more = {}) =>
  s3.send(new PutObjectCommand({ Bucket: "bakes", Key, Body, ...more }));

const textOf = async (s3: S3Client, Key: string, more = {}) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "bakes", Key, ...more }));
  return Body?.transformToString();
};

describe.each([true, false])("an object, with the bucket in the path: %s", (pathStyle) => {
  it.each(["plain", "folder/user data+ü.gz", "a//b", "50 % & <more>", "Kölsch/語"])(
    "%s is written, read, looked at and deleted",
    async (key) => {
      await withBucket();
      const s3 = clientOf({ pathStyle });
      const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
      const more = { ContentType: "application/gzip", Metadata: { recipe: "web" } };
      const { ETag } = await put(s3, key, bytes, more);
      const read = await s3.send(new GetObjectCommand({ Bucket: "bakes", Key: key }));
      expect(await read.Body?.transformToByteArray()).toEqual(bytes);
      expect(read).toMatchObject({ ...more, ContentLength: 256, ETag });
      const head = await s3.send(new HeadObjectCommand({ Bucket: "bakes", Key: key }));
      expect(head).toMatchObject({ ...more, ContentLength: 256, LastModified: new Date(NOW) });
      await s3.send(new DeleteObjectCommand({ Bucket: "bakes", Key: key }));
      await expect(textOf(s3, key)).rejects.toMatchObject({ name: "NoSuchKey", Key: key });
    },
  );
});

describe("reading", () => {
  it("gives a part, and refuses one that isn't there", async () => {
    const s3 = await withBucket();
    await put(s3, "log", "0123456789");
    expect(await textOf(s3, "log", { Range: "bytes=2-4" })).toBe("234");
    expect(await textOf(s3, "log", { Range: "bytes=-3" })).toBe("789");
    await expect(textOf(s3, "log", { Range: "bytes=20-" })).rejects.toMatchObject({
      name: "InvalidRange",
    });
  });

  it("lists in pages, by the bytes of the keys, folded at a delimiter", async () => {
    const s3 = await withBucket();
    for (const key of ["b", "a/2", "Z", "a/1", "ä"]) await put(s3, key);
    const list = async (more: object) => {
      const page = await s3.send(new ListObjectsV2Command({ Bucket: "bakes", ...more }));
      const names = [...(page.Contents ?? []), ...(page.CommonPrefixes ?? [])];
      return {
        names: names.map((one) => ("Key" in one ? one.Key : (one as { Prefix?: string }).Prefix)),
        page,
      };
    };
    expect((await list({})).names).toEqual(["Z", "a/1", "a/2", "b", "ä"]);
    expect((await list({ Delimiter: "/" })).names).toEqual(["Z", "b", "ä", "a/"]);
    expect((await list({ Prefix: "a/" })).names).toEqual(["a/1", "a/2"]);
    const first = await list({ MaxKeys: 2 });
    expect(first.page).toMatchObject({ IsTruncated: true, KeyCount: 2 });
    const token = first.page.NextContinuationToken;
    expect((await list({ MaxKeys: 2, ContinuationToken: token })).names).toEqual(["a/2", "b"]);
    expect((await list({ StartAfter: "b" })).names).toEqual(["ä"]);
  });

  it("a signed address opens one object, for its time, to whoever has it", async () => {
    const s3 = await withBucket();
    await put(s3, "user data.gz", "packed");
    const command = new GetObjectCommand({ Bucket: "bakes", Key: "user data.gz" });
    const address = await getSignedUrl(s3, command, { expiresIn: 60, signingDate: new Date(NOW) });
    const at = async (text: string) => {
      const { hostname: host, pathname, searchParams } = new URL(text);
      return practice.endpoint.handle({
        method: "GET",
        path: pathname,
        query: Object.fromEntries(searchParams),
        headers: { host },
        body: "",
      });
    };
    const opened = await at(address);
    expect([opened.status, Buffer.from(opened.bytes ?? []).toString()]).toEqual([200, "packed"]);
    expect(await at(address.replace("user", "other"))).toMatchObject({ status: 403 });
    expect(objectAtAddress(practice.world, address)).toEqual(new Uint8Array(Buffer.from("packed")));
    expect(objectAtAddress(practice.world, address.split("?")[0] ?? "")).toBeNull();
    wallMs += 61_000;
    const late = await at(address);
    expect(late.status).toBe(403);
    expect(late.body).toContain("<Message>Request has expired</Message>");
  });
});

describe("writing", () => {
  it("copies, with what is said of it or with other words", async () => {
    const s3 = await withBucket();
    await put(s3, "a b", "one", { ContentType: "text/plain" });
    const copy = (Key: string, more = {}) =>
      s3.send(new CopyObjectCommand({ Bucket: "bakes", Key, CopySource: "bakes/a%20b", ...more }));
    expect((await copy("c")).CopyObjectResult?.ETag).toBeDefined();
    await copy("d", { MetadataDirective: "REPLACE", ContentType: "text/html" });
    const typeOf = async (Key: string) =>
      (await s3.send(new HeadObjectCommand({ Bucket: "bakes", Key }))).ContentType;
    expect([await textOf(s3, "c"), await typeOf("c"), await typeOf("d")]).toEqual([
      "one",
      "text/plain",
      "text/html",
    ]);
    await expect(copy("a b")).rejects.toMatchObject({ name: "InvalidRequest" });
  });

  it("only where nothing is yet, if that is wished", async () => {
    const s3 = await withBucket();
    await put(s3, "lock", "mine", { IfNoneMatch: "*" });
    await expect(put(s3, "lock", "yours", { IfNoneMatch: "*" })).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    expect(await textOf(s3, "lock")).toBe("mine");
  });

  it("refuses what is too large, and what arrived otherwise than it was sent", async () => {
    const s3 = await withBucket();
    await expect(put(s3, "huge", new Uint8Array(8 * 1024 * 1024 + 1))).rejects.toMatchObject({
      name: "EntityTooLarge",
    });
    await expect(
      put(s3, "a", "x", { ContentMD5: "AAAAAAAAAAAAAAAAAAAAAA==" }),
    ).rejects.toMatchObject({ name: "BadDigest" });
  });

  it("many are deleted at once, those that aren't there too", async () => {
    const s3 = await withBucket();
    await put(s3, "a");
    const { Deleted } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: "bakes",
        Delete: { Objects: [{ Key: "a" }, { Key: "<none> & more" }] },
      }),
    );
    expect(Deleted?.map(({ Key }) => Key)).toEqual(["a", "<none> & more"]);
    const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: "bakes" }));
    expect(KeyCount).toBe(0);
  });
});

describe("buckets", () => {
  it("are one over all regions and accounts", async () => {
    const s3 = await withBucket();
    await withBucket("abroad", { region: "eu-central-1" });
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual([
      ["abroad", "eu-central-1"],
      ["bakes", "eu-west-1"],
    ]);
    await expect(withBucket()).rejects.toMatchObject({ name: "BucketAlreadyOwnedByYou" });
    await expect(withBucket("bakes", { account: 1 })).rejects.toMatchObject({
      name: "BucketAlreadyExists",
    });
  });

  it("of another region send their client there", async () => {
    await withBucket();
    const abroad = clientOf({ region: "eu-central-1" });
    await expect(put(abroad, "a")).rejects.toMatchObject({
      name: "PermanentRedirect",
      Endpoint: "bakes.s3.eu-west-1.amazonaws.com",
    });
    await expect(abroad.send(new HeadBucketCommand({ Bucket: "bakes" }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 301 },
    });
  });

  it("of another account are closed", async () => {
    await withBucket();
    await expect(put(clientOf({ account: 1 }), "a")).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it.each(["UPPER", "a", "192.168.0.1", "a..b", "-a-"])("%s is no name for one", async (name) => {
    await expect(withBucket(name)).rejects.toMatchObject({ name: "InvalidBucketName" });
  });

  it("go only when they are empty", async () => {
    const s3 = await withBucket();
    await put(s3, "a");
    const remove = () => s3.send(new DeleteBucketCommand({ Bucket: "bakes" }));
    await expect(remove()).rejects.toMatchObject({ name: "BucketNotEmpty" });
    await s3.send(new DeleteObjectCommand({ Bucket: "bakes", Key: "a" }));
    await remove();
    await expect(put(s3, "a")).rejects.toMatchObject({ name: "NoSuchBucket" });
    await expect(s3.send(new HeadBucketCommand({ Bucket: "bakes" }))).rejects.toMatchObject({
      name: "NotFound",
    });
  });
});

describe("refusals", () => {
  it("of a wrong secret", async () => {
    await withBucket();
    await expect(put(clientOf({ secretAccessKey: "wrong" }), "a")).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("of what isn't simulated, in S3's own word", async () => {
    const s3 = await withBucket();
    const command = new PutBucketVersioningCommand({
      Bucket: "bakes",
      VersioningConfiguration: { Status: "Enabled" },
    });
    await expect(s3.send(command)).rejects.toMatchObject({
      name: "NotImplemented",
      message: expect.stringContaining("s3:PutBucketVersioning") as string,
    });
  });

  it.each([
    ["nobody", {}, {}, "AccessDenied"],
    ["a signature of old", { AWSAccessKeyId: "AKIA" }, {}, "InvalidRequest"],
    [
      "half a signature",
      {},
      { authorization: "AWS4-HMAC-SHA256 x" },
      "AuthorizationHeaderMalformed",
    ],
  ])("of %s", async (_who, query, headers, code) => {
    const request = { method: "GET", path: "/bakes/a", query, body: "" };
    const reply = await practice.endpoint.handle({
      ...request,
      headers: { host: "practice.invalid", ...headers },
    });
    expect(reply.body).toContain(`<Code>${code}</Code>`);
  });
});
