import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { inspectionUserData } from "../../../../shared/bake/user-data.ts";
import { openSandbox } from "../sandbox.ts";
import type { Sandbox } from "../sandbox.ts";
import { reading, recipeText, scriptOf } from "./programs.ts";

let sandbox: Sandbox;
afterEach(() => sandbox.remove());

/** Names and versions that pack about as well as a distribution's own. */
const listOf = (count: number) =>
  `case "$1" in -qa) awk 'BEGIN {srand(3); for (i = 1; i <= ${String(count)}; i++) {
    name = ""; for (j = 0; j < 8; j++) name = name sprintf("%c", 97 + int(rand() * 26));
    printf "p lib%s-%d %d.%d.%d-%d.amzn2023 x86_64 rpm\\n", name, i, rand() * 9, rand() * 30, rand() * 99, rand() * 9}}' ;; *) exit 1 ;; esac`;
const script = scriptOf(recipeText("  - shell: 'true'"));

describe("the manifest of a server", () => {
  it("with 1,000 packages comes whole, packed, within the console's 64 KB", async () => {
    sandbox = await openSandbox({ rpm: listOf(1000) });
    const ran = await sandbox.run(script);
    const { manifest, missing } = reading(ran);
    expect(manifest?.packages).toHaveLength(1000);
    expect(manifest?.cut).toBeUndefined();
    expect(missing).toBe(0);
    expect(ran.console.length).toBeLessThan(64 * 1024);
  });

  it("with 9,000 says how many packages the console has not room for; the image keeps them all", async () => {
    sandbox = await openSandbox({ rpm: listOf(9000) });
    const ran = await sandbox.run(script);
    const { manifest, end } = reading({ ...ran, console: ran.console.slice(-64 * 1024) });
    const kept = manifest?.packages.length ?? 0;
    expect(kept).toBeGreaterThan(1000);
    expect(manifest?.cut).toEqual([{ what: "packages", kept, of: 9000 }]);
    expect(end?.ok).toBe(true);
    const inImage = await readFile(join(sandbox.root, "usr/lib/bennu/manifest"), "utf8");
    expect(inImage.match(/^p /gm)).toHaveLength(9000);
  });

  it("without gzip comes in plain frames", async () => {
    sandbox = await openSandbox({ gzip: "exit 127" });
    const withoutGzip = script.replaceAll("command -v gzip", "command -v no-gzip-here");
    const { manifest } = reading(await sandbox.run(withoutGzip));
    expect(manifest?.packages.map((fact) => fact.name)).toEqual(["bash", "nginx"]);
  });

  it("of an image that anybody made is printed by an inspection, which installs and keeps nothing", async () => {
    sandbox = await openSandbox();
    const ran = await sandbox.run(
      inspectionUserData({ watch: ["/etc/passwd"], timeoutMs: 60_000 }),
    );
    const { manifest, begun, end, recipeText: text } = reading(ran, "i");
    expect([begun, end?.ok, text]).toEqual(["inspection", true, null]);
    expect(manifest?.files).toMatchObject([{ path: "/etc/passwd", mode: "0644" }]);
    expect(ran.calls.at(-1)).toBe("shutdown -h now");
    expect(ran.calls).toContain("shutdown -h +1");
    await expect(ran.read("usr/lib/bennu/manifest")).rejects.toThrow("ENOENT");
  });

  it("has cron, settings and where packages come from", async () => {
    const dnf = `[ "$2" = repoquery ] && printf 'nginx amazonlinux\\nbash @System\\n'`;
    const sysctl = `shift; for key; do echo "$key = 1	2"; done`;
    const rpmIsHere = `case "$*" in "-q bash") ;; -qa*) printf 'p nginx 1.28.0-1 x86_64 rpm\\n' ;; *) exit 1 ;; esac`;
    sandbox = await openSandbox({ dnf, sysctl, rpm: rpmIsHere });
    const steps = `  - files:
      - { path: /etc/cron.d/report, content: "# daily\\n5 4 * * * root report\\n" }
      - { path: /etc/sysctl.d/90-x.conf, content: "net.ipv4.ip_local_port_range = 1 2\\n# kernel.no = 1\\n" }`;
    const { manifest } = reading(await sandbox.run(scriptOf(recipeText(steps))));
    expect(manifest?.cron).toContainEqual({
      path: "/etc/cron.d/report",
      line: "5 4 * * * root report",
    });
    expect(manifest?.sysctl).toEqual({ "net.ipv4.ip_local_port_range": "1 2" });
    expect(manifest?.packages).toEqual([
      {
        name: "nginx",
        version: "1.28.0-1",
        arch: "x86_64",
        source: "rpm",
        repository: "amazonlinux",
      },
    ]);
  });
});
