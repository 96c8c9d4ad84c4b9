import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { visitNetwork, visitorOf } from "../../../electron/aws/sending/visit.ts";
import { aPracticeRegion } from "../operations/practice-region.ts";
import { aConnection, cannedHandler, ok } from "./canned-aws.ts";

const asked: { url: string; headers: Record<string, unknown> }[] = [];
let server: Server;
let base = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? "", headers: request.headers });
    if (request.url === "/moved") response.writeHead(302, { location: "/fine" }).end();
    else if (request.url === "/endless") {
      response.writeHead(200);
      const timer = setInterval(() => response.write("x".repeat(65_536)), 1);
      response.on("close", () => clearInterval(timer));
    } else response.writeHead(request.url === "/fine" ? 200 : 503).end("words");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each([
  ["/fine", 200],
  ["/ill", 503],
  ["/moved", 302],
  ["/endless", 200],
])("a GET of %s is answered with %i", async (path, status) => {
  expect(await visitNetwork(`${base}${path}`)).toEqual({ kind: "answered", status });
});

test("a redirect isn't followed, and nothing of the user's is sent", async () => {
  asked.length = 0;
  await visitNetwork(`${base}/moved`);
  expect(asked.map(({ url }) => url)).toEqual(["/moved"]);
  expect(asked[0]?.headers).not.toHaveProperty("cookie");
  expect(asked[0]?.headers).not.toHaveProperty("authorization");
});

test("nobody there is no answer, with the reason", async () => {
  expect(await visitNetwork("http://127.0.0.1:1/")).toMatchObject({ kind: "none" });
});

test("a practice connection asks its world and never a network", async () => {
  const network = vi.spyOn(globalThis, "fetch");
  const { cloud, world } = aPracticeRegion();
  const [balancer] = world.state.loadBalancers.values();
  const name = balancer?.name ?? "";
  expect(await cloud.reader.httpAnswer(`https://checkout-web.${name}.internal/`)).toEqual({
    kind: "answered",
    status: 200,
  });
  expect(await cloud.reader.httpAnswer(`${base}/fine`)).toMatchObject({ kind: "none" });
  const handler = cannedHandler((one) => ok(one));
  const visit = visitorOf({ kind: "practice", requestHandler: handler }, aConnection());
  await visit(`${base}/fine`);
  expect(network).not.toHaveBeenCalled();
  network.mockRestore();
});
