/** What is on a server now: the script in a real shell, and asked over Systems Manager on the practice cloud. */
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { serverLooks } from "../../../electron/bake/look-inside.ts";
import { serverRecords } from "../../../electron/bake/server-record.ts";
import { readConsole } from "../../../shared/bake/console.ts";
import { lookInsideScript } from "../../../shared/bake/program/look-inside.ts";
import type { ServerFact } from "../../../shared/model/facts.ts";
import { gunzip } from "../../core/bake/zlib-packer.ts";
import { aBakery } from "../bake/baking.ts";

vi.setConfig({ testTimeout: 60_000 });

it("tells by a real shell what is there, and leaves nothing behind", async () => {
  const root = await mkdtemp(join(tmpdir(), "bennu-look-"));
  const env = { ...process.env, BENNU_ROOT: root, BENNU_MEMORY: root, TMPDIR: root };
  const { stdout } = await promisify(execFile)("sh", ["-c", lookInsideScript(["/etc/hosts"])], {
    env,
  });
  const left = await readdir(root, { recursive: true });
  await rm(root, { recursive: true });
  const { manifest } = readConsole(stdout, "m", gunzip);
  expect(manifest?.kernel).toMatch(/^\d+\./);
  expect(left.filter((path) => !/^var(\/lib)?$/.test(path))).toEqual([]);
});

it("of more packages than its answer has room for, it says how many are known", async () => {
  const root = await mkdtemp(join(tmpdir(), "bennu-look-"));
  const list = `awk 'BEGIN {srand(3); for (i = 1; i <= 5000; i++) {
    name = ""; for (j = 0; j < 8; j++) name = name sprintf("%c", 97 + int(rand() * 26))
    printf "p lib%s-%d %d.%d.%d-%d.amzn2023 x86_64 rpm\\n", name, i, rand() * 9, rand() * 30, rand() * 99, rand() * 9}}'`;
  await writeFile(join(root, "rpm"), `#!/bin/sh\ncase $1 in -qa) ${list} ;; *) exit 1 ;; esac\n`);
  await writeFile(join(root, "dpkg-query"), "#!/bin/sh\nexit 1\n");
  await Promise.all(["rpm", "dpkg-query"].map((name) => chmod(join(root, name), 0o755)));
  const PATH = `${root}:${process.env["PATH"] ?? ""}`;
  const env = { PATH, BENNU_ROOT: root, BENNU_MEMORY: root, TMPDIR: root };
  const { stdout } = await promisify(execFile)("sh", ["-c", lookInsideScript([])], { env });
  await rm(root, { recursive: true });
  const { manifest } = readConsole(stdout, "m", gunzip);
  const kept = manifest?.packages.length ?? 0;
  expect(stdout.length).toBeLessThan(24_000);
  expect(kept).toBeGreaterThan(500);
  expect(manifest?.cut).toEqual([{ what: "packages", kept, of: 5000 }]);
});

async function asked(how: (server: ServerFact) => ServerFact = (server) => server) {
  const { region, cloud, journal } = await aRegion();
  const facts = await region.facts();
  const server = [...facts.servers.values()].find(({ groupName }) =>
    groupName?.startsWith("checkout-web"),
  );
  if (server === undefined) throw new Error("no server of checkout-web");
  const cloudOf = () => cloud;
  const random = { id: (prefix: string) => `${prefix}-1` };
  const looks = serverLooks({ cloudOf, evidence: journal.evidence, random });
  const read = serverRecords(cloudOf, looks);
  const { id } = cloud.connection;
  const attempt = () => looks.look(id, how(server), ["/etc/shop/checkout-web.yaml"]);
  return { attempt, read: () => read(id, server), journal };
}

async function aRegion() {
  const { region, journal } = aBakery();
  return { region, cloud: region.cloud, journal };
}

describe("over Systems Manager", () => {
  it("tells what is on the server now, in the place of its first boot, and is evidence", async () => {
    const { attempt, read, journal } = await asked();
    expect((await read()).from).toBe("printed on its console at its first boot");
    await attempt();
    const after = await read();
    expect(after.from).toBe("read from it by Systems Manager");
    expect(after.of?.manifest?.packages.length).toBeGreaterThan(20);
    expect(after.notes).toEqual([]);
    const [intent] = journal.evidence.intents("look-1" as never);
    expect(intent).toMatchObject({ call: { call: "SendCommand" }, outcome: { kind: "ok" } });
  });

  it("runs nothing on a server that it doesn't know, and says what is compared instead", async () => {
    const { attempt, journal } = await asked((server) => ({ ...server, id: "i-unknown" as never }));
    await expect(attempt()).rejects.toThrow(/doesn't know the server i-unknown.*first boot/s);
    expect(journal.evidence.intents("look-1" as never)).toEqual([]);
  });
});
