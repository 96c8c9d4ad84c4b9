import { expect, test } from "vitest";
import { practiceCredentials } from "../../../electron/aws/credentials/practice-credentials.ts";
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import { realClock } from "../../../electron/aws/real-clock.ts";
import {
  assertBuiltForPractice,
  sameEndpoint,
  type Transport,
} from "../../../electron/aws/sending/transport.ts";
import { PRACTICE_CREDENTIALS } from "../../../electron/practice/access-keys.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import { aConnection, cannedHandler, ok } from "./canned-aws.ts";

const handler = cannedHandler((one) => ok(one));
const practice: Transport = { kind: "practice", requestHandler: handler };
const network: Transport = { kind: "network", endpoints: sameEndpoint(null) };
const networkHandler = { ...handler, metadata: { handlerProtocol: "http/1.1" } };

const build = (connection: Connection, transport: Transport) =>
  makeCloud({
    connection,
    clock: realClock,
    random: { next: () => 0 },
    credentials: null,
    transport,
  });

test.each<readonly [string, Connection, Transport]>([
  ["the network", aConnection(), network],
  ["a network handler", aConnection(), { kind: "practice", requestHandler: networkHandler }],
  ["an endpoint", aConnection({ endpoint: "https://ec2.amazonaws.com" }), practice],
  ["a profile", aConnection({ profile: "prod" }), practice],
  ["the practice handler in a connection to AWS", aConnection({ kind: "aws" }), practice],
])("a cloud with %s is not built", (_, connection, transport) => {
  expect(() => build(connection, transport)).toThrowError(
    expect.objectContaining({ code: "practice-escape" }),
  );
});

test("what the SDK made is looked at before the first call", async () => {
  const endpoint = async () => ({ hostname: "ec2.eu-central-1.amazonaws.com" });
  const escapes = { code: "practice-escape" };
  await expect(assertBuiltForPractice({ requestHandler: handler }, handler)).rejects.toMatchObject(
    escapes,
  );
  await expect(
    assertBuiltForPractice({ requestHandler: handler, endpoint }, handler),
  ).rejects.toMatchObject(escapes);
  await expect(
    assertBuiltForPractice({ requestHandler: networkHandler }, handler),
  ).rejects.toMatchObject(escapes);
});

test("a practice cloud reaches its handler, whatever the environment says", async () => {
  process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
  try {
    await build(aConnection(), practice).reader.serversByTag("a", "b");
    expect(handler.asked).toHaveLength(1);
  } finally {
    delete process.env["AWS_ENDPOINT_URL"];
  }
});

/** S3's own client reads more of its surroundings than the others, and puts the bucket into the host's name. */
test("objects and scripts stay in the practice cloud too, and an address of an object leads nowhere else", async () => {
  const before = handler.asked.length;
  const surroundings = {
    AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1",
    AWS_ENDPOINT_URL_SSM: "http://127.0.0.1:1",
    AWS_S3_USE_ARN_REGION: "true",
    AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS: "false",
  };
  Object.assign(process.env, surroundings);
  try {
    const cloud = build(aConnection(), practice);
    for (const bucket of [
      "bakes",
      "my.bakes",
      "arn:aws:s3:us-east-1:111122223333:accesspoint/bakes",
    ]) {
      await cloud.actor.perform({ call: "DeleteObject", bucket, key: "a" });
      const address = await cloud.reader.presignedGet(bucket, "a", 60).catch(() => null);
      if (address !== null) expect(new URL(address).hostname).toMatch(/(^|\.)practice\.invalid$/);
    }
    await cloud.reader.parameters(["/a"]);
    expect(handler.asked.slice(before).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["DeleteObject", "GetParameters"]),
    );
  } finally {
    for (const name of Object.keys(surroundings)) delete process.env[name];
  }
});

test("its keys are those that the practice cloud knows", async () => {
  expect(await practiceCredentials()).toMatchObject(PRACTICE_CREDENTIALS);
});

test("a handler that isn't the practice cloud's is refused, wherever its requests would go", async () => {
  const endpoint = async () => ({ hostname: "practice.invalid" });
  const built = (requestHandler: unknown) =>
    assertBuiltForPractice({ requestHandler, endpoint }, handler);
  await expect(built(handler)).resolves.toBeUndefined();
  await expect(built(networkHandler)).rejects.toMatchObject({ code: "practice-escape" });
});
