import { join } from "node:path";
import { expect, test } from "vitest";
import { ConnectionFile } from "../../../electron/connections/connection-file.ts";
import { aConsole, aHome } from "./a-console.ts";

test("a connection's promise is kept in its file and shown; practice's is its own", async () => {
  const home = aHome();
  const { ask, request, rowsWhen } = await aConsole(home);
  const added = await ask("connection:add", {
    name: "shop",
    profile: "keys",
    region: "eu-west-1",
    endpoint: "http://127.0.0.1:9",
    environment: "stage",
    colour: "blue",
    readOnly: false,
  });
  const changed = await ask("connection:promise", { connectionId: added.id, generations: 2 });
  expect(changed).toEqual({ ...added, promised: 2 });
  expect(new ConnectionFile(join(home.dataDir, "connections.json")).read()).toEqual([changed]);
  await rowsWhen("connections", (rows) =>
    rows.some(({ connection }) => connection.id === added.id && connection.promised === 2),
  );
  expect(
    await request("connection:promise", { connectionId: "practice", generations: 0 }),
  ).toMatchObject({ ok: false, error: { code: "refused" } });
});
