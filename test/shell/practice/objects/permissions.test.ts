/** What a policy lets a caller do with objects and secrets, over the wire. */
import {
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { describe, expect, it } from "vitest";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { putUser } from "../../../../electron/practice/world/iam/principals.ts";

function allowed(Action: string, Resource: string) {
  const practice = createInThreadPractice({ seed: 1, scenario: "shop" });
  const { world } = practice;
  const [bucket] = [...world.state.buckets.values()];
  const Statement = [
    { Effect: "Allow", Action, Resource: Resource.replace("BUCKET", bucket?.name ?? "") },
  ];
  putUser(world, {
    name: "practice-operator",
    policies: { test: { Version: "2012-10-17", Statement } },
  });
  const common = {
    region: "eu-west-1",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: practice.requestHandler(),
    maxAttempts: 1,
  };
  const s3 = new S3Client({ ...common, forcePathStyle: true });
  const secrets = new SecretsManagerClient(common);
  const Bucket = bucket?.name ?? "";
  return {
    put: (Key: string) => said(s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }))),
    get: (Key: string) => said(s3.send(new GetObjectCommand({ Bucket, Key }))),
    head: () => said(s3.send(new HeadBucketCommand({ Bucket }))),
    list: () => said(s3.send(new ListBucketsCommand({}))),
    secret: () =>
      said(secrets.send(new GetSecretValueCommand({ SecretId: "shop/prod/repository" }))),
  };
}

const said = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "done",
    (error: Error) => error.name,
  );

describe("a caller who may", () => {
  it("write below a prefix writes nowhere else, and reads nothing", async () => {
    const { put, get, head, list } = allowed("s3:PutObject", "arn:aws:s3:::BUCKET/bakes/*");
    expect([await put("bakes/a"), await put("a"), await get("bakes/a")]).toEqual([
      "done",
      "AccessDenied",
      "AccessDenied",
    ]);
    // A HEAD is answered without a word: the client has only the status to go by.
    expect(await head()).not.toBe("done");
    expect(await list()).toBe("AccessDenied");
  });

  it("list the bucket may look whether it is there", async () => {
    const { head, get } = allowed("s3:ListBucket", "arn:aws:s3:::BUCKET");
    expect([await head(), await get("a")]).toEqual(["done", "AccessDenied"]);
  });

  it("read the shop's secrets", async () => {
    const ours = allowed(
      "secretsmanager:GetSecretValue",
      "arn:aws:secretsmanager:*:*:secret:shop/*",
    );
    const theirs = allowed(
      "secretsmanager:GetSecretValue",
      "arn:aws:secretsmanager:*:*:secret:bank/*",
    );
    expect([await ours.secret(), await theirs.secret()]).toEqual(["done", "AccessDeniedException"]);
  });
});
