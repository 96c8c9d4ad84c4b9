/** A connection to AWS as it is built for the user's profiles, over a real socket to an AWS-compatible endpoint. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { Credentials } from "../../../electron/aws/credentials/credential-source.ts";
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import { realClock } from "../../../electron/aws/real-clock.ts";
import { sameEndpoint } from "../../../electron/aws/sending/transport.ts";
import { PRACTICE_CREDENTIALS } from "../../../electron/practice/access-keys.ts";
import type { PracticeEndpoint } from "../../../electron/practice/wire/messages.ts";
import { servePracticeHttp } from "../../../electron/practice/wire/loopback-server.ts";
import { smallRegion } from "../../shell/practice/small-region.ts";
import { aConnection, eagerTime } from "../../shell/aws/canned-aws.ts";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function listening(server: Server): Promise<string> {
  ends.push(() => closed(server));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function practiceAt(endpoint: PracticeEndpoint): Promise<string> {
  const served = await servePracticeHttp(endpoint, { port: 0 });
  ends.push(() => served.close());
  return served.url;
}

const keys: Credentials = { ...PRACTICE_CREDENTIALS, sessionToken: null, expiresAtMs: null };

function cloudAt(endpoint: string, credentials = keys) {
  return makeCloud({
    connection: aConnection({ kind: "aws", profile: "test", endpoint }),
    clock: realClock,
    random: { next: () => 0 },
    credentials: async () => credentials,
    transport: { kind: "network", endpoints: sameEndpoint(endpoint) },
    time: eagerTime(),
  });
}

test("reads over a socket", async () => {
  const region = smallRegion();
  const cloud = cloudAt(await practiceAt(region.endpoint));
  expect(await cloud.reader.identity()).toMatchObject({ accountId: region.world.accountId });
  expect((await cloud.reader.subnets()).length).toBe(3);
  cloud.close();
});

test.each([
  ["a key that AWS doesn't know", { ...keys, accessKeyId: "AKIAWRONG00000000000" }],
  ["a wrong secret", { ...keys, secretAccessKey: "wrong" }],
])("%s: credentials-missing, without the key in the text", async (_, wrong) => {
  const cloud = cloudAt(await practiceAt(smallRegion().endpoint), wrong);
  const error: unknown = await cloud.reader.identity().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "credentials-missing" });
  expect(JSON.stringify(error)).not.toContain(wrong.secretAccessKey);
  cloud.close();
});

test("nobody listens: network-unreachable", async () => {
  const server = createServer();
  const endpoint = await listening(server);
  await closed(server);
  const cloud = cloudAt(endpoint);
  await expect(cloud.reader.identity()).rejects.toMatchObject({
    code: "network-unreachable",
    retry: "later",
  });
});

test("another program answers: endpoint-nonsense", async () => {
  const cloud = cloudAt(
    await listening(createServer((_, response) => response.end("<html>Hello</html>"))),
  );
  await expect(cloud.reader.identity()).rejects.toMatchObject({ code: "endpoint-nonsense" });
  cloud.close();
});

test("a connection that breaks in the middle of a change: unknown, and sent once", async () => {
  let asked = 0;
  const breaking = createServer((request) => {
    asked += 1;
    request.socket.destroy();
  });
  const cloud = cloudAt(await listening(breaking));
  const outcome = await cloud.actor.perform({ call: "DeleteSnapshot", snapshotId: "snap-1" });
  expect(outcome.kind).toBe("unknown");
  expect(asked).toBe(1);
  cloud.close();
});
