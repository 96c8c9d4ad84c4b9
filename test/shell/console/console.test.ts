import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { aConsole, aHome, canary } from "./a-console.ts";

const mine = {
  name: "Mine",
  profile: "keys",
  region: "eu-west-1",
  endpoint: null,
  environment: "dev",
  colour: "green",
  readOnly: true,
} as const;

async function anEndpoint(answer: string): Promise<string> {
  const server = createServer((_request, response) => response.end(answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

describe("a console", () => {
  test("shows the practice fleets, images and servers by topic", async () => {
    const { rowsWhen, rows, ask } = await aConsole(aHome());
    const fleets = await rowsWhen("fleets", (found) => found.length === 8);
    expect(fleets.map(({ name }) => name)).toContain("checkout-web");
    await rowsWhen("images", (found) => found.length === 40);
    const [state] = await rowsWhen("connections", ([found]) => found?.phase === "ready");
    expect(state?.counts.servers).toBeGreaterThan(200);
    expect(await rows("servers", "practice/checkout-web")).toHaveLength(20);
    expect(await rows("servers", "*")).toHaveLength(state?.counts.servers ?? 0);
    expect((await ask("recipe:list", {})).recipes).toHaveLength(19);
    expect(await ask("journal:verify", {})).toMatchObject({ ok: true });
  });

  test("a second console on the same journal is refused, and the first one goes on", async () => {
    const home = aHome();
    const first = await aConsole(home);
    await expect(aConsole(home)).rejects.toMatchObject({ code: "journal-locked" });
    expect((await first.ask("console:hello", {})).user).toBe("tester");
  });

  test("a connections file that can't be read is named, left as it is, and holds nothing", async () => {
    const home = aHome();
    const file = join(home.dataDir, "connections.json");
    mkdirSync(home.dataDir);
    writeFileSync(file, '{"format": 1, "connections": [{"id": 7}]}');
    await expect(aConsole(home)).rejects.toMatchObject({
      code: "invalid-input",
      details: { file },
    });
    expect(readFileSync(file, "utf8")).toContain('"id": 7');
    writeFileSync(file, '{"format": 1, "connections": []}');
    const { rows } = await aConsole(home);
    expect(await rows("connections")).toHaveLength(1);
  });

  test("a connection is kept without its keys, and is there again after a restart", async () => {
    const home = aHome();
    const first = await aConsole(home);
    const endpoint = await anEndpoint("<Nonsense/>");
    await first.ask("connection:add", { ...mine, endpoint });
    expect(await first.request("connection:add", { ...mine, endpoint })).toMatchObject({
      error: { code: "already-exists" },
    });
    await first.close();
    const second = await aConsole(home);
    const connections = await second.rows("connections");
    expect(connections.map(({ connection }) => connection.name)).toEqual([
      "Practice cloud",
      "Mine",
    ]);
    expect(connections[0]?.connection.kind).toBe("practice");
  });

  test.each([
    ["an endpoint that answers nonsense", "keys", "hello", "endpoint-nonsense"],
    ["a profile that isn't there", "nobody", "hello", "credentials-missing"],
  ])(
    "%s is that connection's own error; the practice cloud goes on",
    async (_case, profile, answer, code) => {
      const { ask, rowsWhen } = await aConsole(aHome());
      const { id } = await ask("connection:add", {
        ...mine,
        profile,
        endpoint: await anEndpoint(answer),
      });
      const rows = await rowsWhen("connections", (found) =>
        found.some(({ error }) => error !== null),
      );
      expect(rows.find(({ connection }) => connection.id === id)?.error?.code).toBe(code);
      expect(rows.find(({ connection }) => connection.id === "practice")?.error).toBeNull();
    },
  );

  test("no key leaves main: not over the bridge, not into the data folder", async () => {
    const home = aHome();
    const { ask, rowsWhen, traffic, close } = await aConsole(home);
    await ask("connection:profiles", {});
    await ask("connection:add", { ...mine, endpoint: await anEndpoint("hello") });
    await rowsWhen("connections", (found) => found.some(({ error }) => error !== null));
    await ask("journal:export", { operationId: null });
    await close();
    const written = readdirSync(home.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    for (const text of [...traffic, ...written]) {
      expect(text.includes(canary.id) || text.includes(canary.secret)).toBe(false);
    }
  });

  test.each([
    ["plan:retire", { fleetId: "practice/nobody", generationId: "x" }, "not-found"],
    [
      "operation:start",
      { planId: "plan-0", reason: "", changeNumber: null, confirmation: null },
      "not-found",
    ],
    ["operation:pause", { operationId: "op-0" }, "not-found"],
    ["topic:open", { topic: "operation", scope: "op-0" }, "not-found"],
    ["topic:open", { topic: "servers", scope: null }, "invalid-input"],
    ["connection:remove", { connectionId: "practice" }, "refused"],
    [
      "compare:sides",
      {
        sides: [
          { kind: "image", connectionId: "practice", imageId: "ami-0" },
          { kind: "server", connectionId: "practice", serverId: "i-0" },
        ],
      },
      "not-found",
    ],
  ] as const)("%s of what isn't there: %j is %s", async (name, payload, code) => {
    const { request } = await aConsole(aHome());
    expect(await request(name, payload as never)).toMatchObject({ ok: false, error: { code } });
  });
});
