/** What the loopback server refuses before the practice cloud hears of it. */
import { request } from "node:http";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { servePracticeHttp } from "../../../electron/practice/wire/loopback-server.ts";
import type { LoopbackServer } from "../../../electron/practice/wire/loopback-server.ts";
import type { PracticeEndpoint } from "../../../electron/practice/wire/messages.ts";

const echo: PracticeEndpoint = {
  handle: async ({ path, query }) => ({
    status: 200,
    headers: {},
    body: JSON.stringify({ path, query }),
  }),
};
let server: LoopbackServer;

beforeEach(async () => {
  server = await servePracticeHttp(echo, { port: 0 });
});
afterEach(() => server.close());

async function send(
  path: string,
  headers: Record<string, string>,
  body = "",
): Promise<IncomingMessage> {
  const sent = request(`${server.url}${path}`, { method: "POST", headers });
  sent.end(body);
  const [reply] = (await once(sent, "response")) as [IncomingMessage];
  return reply;
}

it("listens on the loopback address alone", () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

it("passes on the path as it was sent, and the query", async () => {
  const reply = await send("/a%20b?Action=X&Version=1", {});
  reply.setEncoding("utf8");
  const [text] = (await once(reply, "data")) as [string];
  expect(JSON.parse(text)).toEqual({ path: "/a%20b", query: { Action: "X", Version: "1" } });
});

it("refuses a foreign name that points here", async () => {
  expect((await send("/", { host: "evil.example:80" })).statusCode).toBe(421);
  expect((await send("/", { host: "127.0.0.1.evil.example" })).statusCode).toBe(421);
});

it("refuses a body larger than any request of AWS", async () => {
  expect((await send("/", {}, "x".repeat(10 * 1024 * 1024))).statusCode).toBe(413);
});
