import { request } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { LoopbackHost } from "../../../electron/serve/loopback-host.ts";
import type { Session } from "../../../electron/ipc/session.ts";

const page = { contentType: "text/html; charset=utf-8", body: Buffer.from("<!doctype html>page") };

async function aHost() {
  const time = { now: 1_000 };
  const secrets = { made: 0 };
  const sessions: Session[] = [];
  const ended: string[] = [];
  const host = await LoopbackHost.start({
    port: 0,
    files: new Map([["/", page]]),
    asked: {
      handle: async (session, name) => {
        sessions.push(session);
        return {
          ok: false,
          error: { code: "internal", message: String(name), details: {}, retry: "never" },
        };
      },
      closeSession: ({ id }) => void ended.push(id),
    },
    clock: { now: () => time.now },
    secret: () => `secret${String((secrets.made += 1))}`,
  });
  onTestFinished(() => host.close());
  const origin = `http://127.0.0.1:${String(host.port)}`;
  return {
    host,
    origin,
    own: { host: `127.0.0.1:${String(host.port)}`, origin },
    time,
    sessions,
    ended,
  };
}

type Headers = Readonly<Record<string, string>>;

/** fetch would not let a test forge Host and Origin. */
function ask(port: number, method: string, path: string, headers: Headers, body = "") {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>(
    (resolve, reject) => {
      const sent = request({ port, host: "127.0.0.1", method, path, headers }, (answer) => {
        let text = "";
        answer.on("data", (chunk) => (text += String(chunk)));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
        );
      });
      sent.on("error", reject);
      sent.end(body);
    },
  );
}

async function enter(host: LoopbackHost, own: Headers): Promise<string> {
  const token = new URL(host.url).hash.replace("#token=", "");
  const answer = await ask(host.port, "POST", "/session", own, token);
  return String(answer.headers["set-cookie"]).split(";")[0] ?? "";
}

/** "open", or the status with which the upgrade was refused. */
function upgrade(origin: string, path: string, headers: Headers): Promise<string> {
  const socket = new WebSocket(`${origin.replace("http", "ws")}${path}`, { headers });
  onTestFinished(() => socket.terminate());
  return new Promise((resolve) => {
    socket.on("open", () => resolve("open"));
    socket.on("unexpected-response", (_request, answer) => resolve(String(answer.statusCode)));
    socket.on("error", () => undefined);
  });
}

describe("loopback host", () => {
  test("gives its page, with the policy, to its own address alone", async () => {
    const { host, own } = await aHost();
    const answer = await ask(host.port, "GET", "/", { host: own.host });
    expect(answer.text).toBe("<!doctype html>page");
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
  });

  test("the token is in the fragment, so it never is in a request", async () => {
    const { host } = await aHost();
    expect(new URL(host.url).pathname + new URL(host.url).search).toBe("/");
    expect(host.url).toContain("#token=secret1");
  });

  test("the token is good for one exchange, from the own page alone", async () => {
    const { host, own } = await aHost();
    const tries: [Headers, string][] = [
      [{ host: own.host }, "secret1"],
      [{ ...own, origin: "http://localhost:1" }, "secret1"],
      [own, "secret2"],
      [own, "x".repeat(10_000)],
    ];
    for (const [headers, token] of tries)
      expect(
        await ask(host.port, "POST", "/session", headers, token).catch(() => ({ status: 403 })),
      ).toMatchObject({ status: 403 });
    const entered = await ask(host.port, "POST", "/session", own, "secret1");
    expect(entered.status).toBe(204);
    expect(String(entered.headers["set-cookie"])).toBe(
      `bennu-${String(host.port)}=secret2; HttpOnly; SameSite=Strict; Path=/`,
    );
    expect(await ask(host.port, "POST", "/session", own, "secret1")).toMatchObject({
      status: 403,
      text: "",
    });
  });

  test("a reload keeps its session, another browser has none", async () => {
    const { host, own } = await aHost();
    const cookie = await enter(host, own);
    expect(await ask(host.port, "GET", "/session", { host: own.host, cookie })).toMatchObject({
      status: 204,
    });
    expect(await ask(host.port, "GET", "/session", { host: own.host })).toMatchObject({
      status: 403,
      text: "",
    });
  });

  test("every combination of Host, Origin, cookie and path but the right one is refused", async () => {
    const { host, own, origin, sessions } = await aHost();
    const cookie = await enter(host, own);
    const port = String(host.port);
    const right = own.host;
    const hosts = [
      right,
      `localhost:${port}`,
      "127.0.0.1",
      `127.0.0.1:${port}.evil.example`,
      `evil.example:${port}`,
      `127.0.0.2:${port}`,
    ];
    const origins = [
      own.origin,
      null,
      "null",
      `http://localhost:${port}`,
      `https://127.0.0.1:${port}`,
      `${own.origin}.evil.example`,
      "http://evil.example",
      "http://127.0.0.1",
    ];
    const cookies = [
      cookie,
      null,
      `bennu-${port}=wrong`,
      cookie.replace(`bennu-${port}`, "bennu-1"),
    ];
    const paths = ["/rpc", "/rpc/", "/rpc?x=1", "/"];
    const open: unknown[] = [];
    let tried = 0;
    for (const h of hosts)
      for (const o of origins)
        for (const c of cookies)
          for (const p of paths) {
            tried += 1;
            const headers: Record<string, string> = { host: h };
            if (o !== null) headers["origin"] = o;
            if (c !== null) headers["cookie"] = c;
            const came = await upgrade(origin, p, headers);
            if (came !== "403") open.push([came, h, o, c, p]);
          }
    expect(tried).toBeGreaterThan(500);
    expect(open).toEqual([["open", right, own.origin, cookie, "/rpc"]]);
    expect(sessions).toEqual([]);
  });

  test.each([
    ["GET", "/", { origin: "http://evil.example" }],
    ["GET", "/", { "sec-fetch-site": "cross-site" }],
    ["GET", "/", { "sec-fetch-site": "same-site" }],
    ["GET", "/../package.json", {}],
    ["GET", "/%2e%2e/package.json", {}],
    ["POST", "/", {}],
    ["OPTIONS", "/session", { origin: "http://evil.example" }],
    ["DELETE", "/session", {}],
  ])("%s %s %j is refused without a word", async (method, path, headers) => {
    const { host, own } = await aHost();
    const answer = await ask(host.port, method, path, { host: own.host, ...headers });
    expect([answer.status, answer.text]).toEqual([403, ""]);
  });

  test("an idle session ends, with its windows", async () => {
    const { host, own, origin, time, ended } = await aHost();
    const cookie = await enter(host, own);
    expect(await upgrade(origin, "/rpc", { ...own, cookie })).toBe("open");
    time.now += 60 * 60_000;
    host.sweep();
    expect(ended).toEqual([]);
    time.now += 25 * 60 * 60_000;
    host.sweep();
    await expect.poll(() => ended).toEqual(["window-1"]);
    expect(await ask(host.port, "GET", "/session", { host: own.host, cookie })).toMatchObject({
      status: 403,
    });
  });

  test("frames that aren't the contract's, or are too long, close the window", async () => {
    const { host, own, origin } = await aHost();
    const cookie = await enter(host, own);
    for (const text of [
      "{",
      "[]",
      "null",
      '{"id":"1"}',
      `{"id":1,"name":"${"x".repeat(2_000_000)}"}`,
    ]) {
      const socket = new WebSocket(`${origin.replace("http", "ws")}/rpc`, {
        headers: { ...own, cookie },
      });
      const closed = new Promise<number>((resolve) => socket.on("close", resolve));
      socket.on("open", () => socket.send(text));
      expect([1008, 1009]).toContain(await closed);
    }
  });
});
