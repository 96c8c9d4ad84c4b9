/** The real program in a real shell, on a machine full of secrets: none of them comes out, and a change is still seen. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { framesOf } from "../../../../shared/bake/frames.ts";
import { markOf } from "../../../../shared/bake/manifest/mark.ts";
import { withoutSecretsOf } from "../../../../shared/bake/manifest/kept-back.ts";
import { inspectionUserData } from "../../../../shared/bake/user-data.ts";
import { compareManifests } from "../../../../shared/compare/manifest-items.ts";
import type { Manifest } from "../../../../shared/model/manifest.ts";
import { openSandbox } from "../sandbox.ts";
import type { Sandbox, SandboxRun } from "../sandbox.ts";
import { linesOf, reading, recipeText, scriptOf } from "./programs.ts";

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.remove());

const canary = (name: string) => `canary-${name}-Zq7`;
const cronLines = [
  `5 4 * * * root mysqldump -p${canary("mysql")} shop`,
  `*/10 * * * * nginx curl https://user:${canary("url")}@hooks.example/${canary("path")}`,
  `0 1 * * mon-fri root FOO_TOKEN=${canary("plain")} /usr/local/bin/report --all`,
  `0 2 * * * root FOO_TOKEN="${canary("quoted")} and more" report`,
  `@daily root cd /srv/shop && ./tidy ${canary("after-cd")}`,
  `17 * * * * root run-parts /etc/cron.hourly`,
  `* * * * * ${canary("no-user")} x`,
  `1 2 3 ${canary("no-cron")}`,
  `*/5 * * * * root /usr/bin/uptime`,
];
const settings = {
  "net.ipv6.conf.all.stable_secret": canary("stable"),
  "net.ipv4.tcp_fastopen_key": canary("fastopen"),
  "kernel.core_pattern": `|/usr/lib/dump --key ${canary("core")} %p`,
  "vm.swappiness": "10",
};
const sources = [
  `https://user:${canary("apt")}@apt.example/debian`,
  `https://dl.example/${canary("seller")}/deb/debian`,
  "https://deb.example/debian-security",
];

const aptCache = `for name; do case $name in
one) url='${sources[0] ?? ""}';; two) url='${sources[1] ?? ""}';; *) url='${sources[2] ?? ""}';; esac
[ "$name" = policy ] || printf '%s:\\n *** 1.0 500\\n        500 %s bookworm/main amd64 Packages\\n' "$name" "$url"
done`;
const dpkg = `case "$3" in *Version*) for n in one two three; do echo "installed p $n 1.0 amd64 deb"; done;; *) printf 'one\\ntwo\\nthree\\n';; esac`;
const sysctl = `shift; for key; do case $key in
${Object.entries(settings)
  .map(([key, value]) => `${key}) echo '${key} = ${value}';;`)
  .join("\n")}
esac; done`;

const files = [
  ["/etc/cron.d/shop", cronLines],
  ["/etc/sysctl.d/9.conf", Object.keys(settings).map((key) => `${key} = x`)],
] as const;
const steps = files
  .map(([path, lines]) => {
    const content = lines.map((line) => `        ${line}`).join("\n");
    return `  - files:\n    - path: ${path}\n      content: |\n${content}`;
  })
  .join("\n");

/** Everything that left the server, unpacked. */
function said(ran: SandboxRun): string {
  const frames = framesOf(ran.console, "b");
  const packed = frames.filter(({ type }) => type === "packed").map(({ text }) => text);
  const manifest = gunzipSync(Buffer.from(packed.join(""), "base64url")).toString();
  // The recipe is the user's own text, which travels as it is; everything else is the server's.
  const facts = manifest.split("\n").filter((line) => !line.startsWith("y "));
  return [...facts, ...frames.map(({ text }) => text)].join("\n");
}

async function run(text: string): Promise<SandboxRun> {
  const rpm = "exit 1";
  await sandbox?.remove();
  sandbox = await openSandbox({ "apt-cache": aptCache, "dpkg-query": dpkg, sysctl, rpm });
  return sandbox.run(scriptOf(text));
}

describe("what a server says of itself", () => {
  it("holds no secret of cron tables, settings and repositories; nor does the image's own file", async () => {
    const ran = await run(recipeText(steps));
    const whole = said(ran);
    expect(whole).toContain("c /etc/cron.d/shop 5 4 * * * root mysqldump [rest kept back, mark ");
    expect(whole).not.toContain("canary");
    const kept = await readFile(join(ran.root, "usr/lib/bennu/manifest"), "utf8");
    expect(kept.replaceAll(/^y .*$/gm, "")).not.toContain("canary");
  });

  it("keeps what an operator asks for: when, as whom, which program, which repository", async () => {
    const { manifest } = reading(await run(recipeText(steps)));
    const rest = (hidden: string) => `[rest kept back, mark ${markOf(hidden)}]`;
    expect(manifest?.cron?.filter(({ path }) => path === "/etc/cron.d/shop")).toEqual(
      [
        `5 4 * * * root mysqldump ${rest(`mysqldump -p${canary("mysql")} shop`)}`,
        `*/10 * * * * nginx curl ${rest(`curl https://user:${canary("url")}@hooks.example/${canary("path")}`)}`,
        `0 1 * * mon-fri root /usr/local/bin/report ${rest(`FOO_TOKEN=${canary("plain")} /usr/local/bin/report --all`)}`,
        `0 2 * * * root ${rest(`FOO_TOKEN="${canary("quoted")} and more" report`)}`,
        `@daily root ./tidy ${rest(`cd /srv/shop && ./tidy ${canary("after-cd")}`)}`,
        `17 * * * * root run-parts ${rest("run-parts /etc/cron.hourly")}`,
        `* * * * * ${rest(`${canary("no-user")} x`)}`,
        rest(`1 2 3 ${canary("no-cron")}`),
        "*/5 * * * * root /usr/bin/uptime",
      ].map((line) => ({ path: "/etc/cron.d/shop", line })),
    );
    expect(manifest?.sysctl).toEqual({
      "net.ipv6.conf.all.stable_secret": rest(canary("stable")),
      "net.ipv4.tcp_fastopen_key": rest(canary("fastopen")),
      "kernel.core_pattern": `|/usr/lib/dump ${rest(` --key ${canary("core")} %p`)}`,
      "vm.swappiness": "10",
    });
    const repository = (name: string) =>
      manifest?.packages.find((fact) => fact.name === name)?.repository;
    expect(repository("one")).toBe("apt.example/debian,bookworm/main");
    expect(repository("two")).toBe(
      `dl.example,bookworm/main,…${markOf(`/${canary("seller")}/deb/debian`)}`,
    );
    expect(repository("three")).toBe("deb.example/debian-security,bookworm/main");
  });

  it("is the same as what is made of an older image's clear lines, so that the two compare", async () => {
    const { manifest } = reading(await run(recipeText(steps)));
    const clear = cronLines.map((line) => ({ path: "/etc/cron.d/shop", line }));
    if (manifest === null) throw new Error("it printed no manifest");
    const older: Manifest = { ...manifest, cron: clear, sysctl: settings };
    const read = withoutSecretsOf(older);
    expect(JSON.stringify(read)).not.toContain("canary");
    const others = manifest.cron?.filter(({ path }) => path === "/etc/cron.d/shop");
    expect(read.cron).toEqual(others);
    expect(read.sysctl).toEqual(manifest.sysctl);
    expect(withoutSecretsOf(read)).toEqual(read);
  });

  it("shows that an argument changed, without the argument", async () => {
    const { manifest } = reading(await run(recipeText(steps)));
    const other = reading(await run(recipeText(steps.replace("canary-mysql", "canary-other"))));
    const items = compareManifests([manifest, other.manifest]);
    const differing = items.filter(({ area, same }) => area === "cron" && !same);
    expect(differing.map(({ item }) => item)).toEqual([
      "/etc/cron.d/shop 5 4 * * * root mysqldump",
    ]);
    const [{ values } = { values: [] }] = differing;
    for (const value of values) expect(value).toMatch(/^rest kept back, mark [0-9a-f]{3}$/);
    expect(new Set(values).size).toBe(2);
  });

  it("holds none that a step, a test or a failure names as one", async () => {
    const shell = [
      `curl https://user:${canary("curl")}@example.com || :`,
      `echo "DB_PASSWORD=${canary("env")}" '"token": "${canary("json")}"' "--api-key ${canary("flag")}"`,
      `printf -- '-----BEGIN %s KEY-----\\n${"A".repeat(60)}\\n-----END %s KEY-----\\n' PRIVATE PRIVATE; echo after the key`,
      `echo "fatal: no access to https://x:${canary("end")}@git.example/shop" >&2; false`,
    ];
    const ran = await run(recipeText(`  - shell: |\n${shell.map((l) => `      ${l}`).join("\n")}`));
    const { end } = reading(ran);
    expect(end?.reason).toContain("fatal: no access to https://[secret]@git.example/shop");
    const lines = linesOf(ran);
    expect(lines).toContain('DB_PASSWORD=[secret] "token": [secret] --api-key [secret]');
    expect(lines).toContain("after the key");
    expect(JSON.stringify(framesOf(ran.console, "b"))).not.toMatch(/canary|AAAA/);
    const failing = `  - shell: 'true'\ntests:\n  - { name: Log in, command: 'echo "password: ${canary("test")}"; false' }`;
    const tested = await run(
      recipeText(failing).replace(/tests:\n  - \{ file: \/etc\/passwd \}\n$/, ""),
    );
    expect(reading(tested).tests[0]?.detail).toBe("password: [secret]");
    expect(JSON.stringify(framesOf(tested.console, "b"))).not.toContain("canary");
  });

  it("asked for by an inspection holds none either, with a recipe's text left out", async () => {
    sandbox = await openSandbox({
      "apt-cache": aptCache,
      "dpkg-query": dpkg,
      sysctl,
      rpm: "exit 1",
    });
    const first = await sandbox.run(scriptOf(recipeText(steps)));
    expect(reading(first).end?.ok).toBe(true);
    const ran = await sandbox.run(inspectionUserData({ watch: [], timeoutMs: 60_000 }));
    const { manifest } = reading(ran, "i");
    expect(manifest?.cron?.length).toBeGreaterThan(8);
    expect(JSON.stringify(manifest)).not.toContain("canary");
  });
});
