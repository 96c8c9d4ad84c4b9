import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { GuestContext } from "../../../electron/practice/world/kernel/guest.ts";
import { readConsole } from "../../../shared/bake/console.ts";
import { inspectionUserData, userData } from "../../../shared/bake/user-data.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import { gunzip } from "../../core/bake/zlib-packer.ts";
import { base, boot, consoleOf } from "./booting.ts";

const recipeText = (steps: string, before = "", tests = "  - { file: /etc/os-release }") =>
  `name: shop\nversion: "1"\nbase: { recipe: hardened }\n${before}steps:\n${steps}\ntests:\n${tests}\n`;

function bake(
  text: string,
  more: Partial<GuestContext> = {},
  role: "builder" | "fresh-boot" = "builder",
) {
  const { recipe, problems } = parseRecipe(text, "shop.yaml");
  if (!recipe) throw new Error(JSON.stringify(problems));
  const script = userData(recipe, { role, recipeText: text, timeoutMs: 45 * 60_000 });
  const said = boot(script, base, 1, more);
  return { said, ...readConsole(consoleOf(said), role === "builder" ? "b" : "t", gunzip) };
}
const lines = ({ log }: ReturnType<typeof bake>) => log.map((line) => line.text);

const secrets = "builder: { instanceProfile: p }\nsecrets: { PASSWORD: { ssm: /shop/db } }\n";
const secret = () => ({ text: "correct horse battery" });

describe("a practice builder", () => {
  it("that restarts goes on with the next step, when it has booted, with what is enabled", () => {
    const steps = `  - shell: systemctl stop chronyd
  - { name: Restart, reboot: true }
  - shell: "systemctl is-active chronyd"`;
    const ran = bake(recipeText(steps));
    expect(lines(ran)).toEqual(
      expect.arrayContaining(["restarting", "up again, kernel 6.1.153", "active"]),
    );
    const [before, after] = ["restarting", "up again, kernel 6.1.153"].map((text) =>
      ran.said.lines.find(({ line }) => line.includes(Buffer.from(text).toString("base64url"))),
    );
    expect((after?.atMs ?? 0) - (before?.atMs ?? 0)).toBeGreaterThan(20_000);
    expect(ran.end?.ok).toBe(true);
  });

  it("has variables and secrets in its steps' environment, and no secret in its words", () => {
    const steps = `  - shell: 'echo "$GREETING: $PASSWORD, \${NOTHING:-none}"'`;
    const ran = bake(recipeText(steps, `${secrets}variables: { GREETING: "it's" }\n`), { secret });
    expect(lines(ran)).toContain("it's: [secret], none");
    expect(ran.end).toEqual({ ok: true, reason: "" });
  });

  it("fails where a secret is left on its disk", () => {
    const steps = `  - shell: 'echo "p=$PASSWORD" > /etc/app.conf'`;
    expect(bake(recipeText(steps, secrets), { secret }).end?.reason).toContain(
      "the secret PASSWORD is on the disk that would become the image: /etc/app.conf",
    );
  });

  it.each<[string, Partial<GuestContext>, RegExp]>([
    ["without an instance profile", {}, /this server has no instance profile/],
    [
      "that isn't there",
      { secret: () => ({ refusal: "ParameterNotFound" }) },
      /\/shop\/db: ParameterNotFound/,
    ],
    ["that is too short", { secret: () => ({ text: "abc" }) }, /is shorter than 8 letters/],
  ])("fails for a secret %s, before any step", (_, more, reason) => {
    const ran = bake(recipeText("  - shell: echo never", secrets), more);
    expect(ran.end?.reason).toMatch(reason);
    expect(lines(ran)).not.toContain("never");
  });

  it("installs a package by its address only if its sum is right", () => {
    const url = "https://packages.example/shop-extra-1.2-3.noarch.rpm";
    const sum = createHash("sha256").update(url).digest("hex");
    const steps = (sha256: string) =>
      `  - packages: { format: rpm, install: [{ url: "${url}", sha256: "${sha256}" }] }`;
    const ran = bake(recipeText(steps(sum), "", "  - { package: shop-extra, version: 1.2-3 }"));
    expect(ran.end).toEqual({ ok: true, reason: "" });
    expect(bake(recipeText(steps("0".repeat(64)))).end?.reason).toContain(
      `the SHA-256 of ${url} is ${sum}, and the recipe wants 000`,
    );
  });

  it("says how long a fresh boot took", () => {
    const text = recipeText(
      "  - shell: 'true'",
      "",
      "  - { file: /etc/os-release }\n  - { boot: 20 }",
    );
    expect(bake(text).tests).toHaveLength(1);
    const { tests, end } = bake(text, {}, "fresh-boot");
    expect(tests.at(-1)).toMatchObject({ passed: false, detail: "25.0 s" });
    expect(end?.reason).toContain("1 of 2 tests failed");
  });

  it("asks users, modes and owners of what is there", () => {
    const steps = `  - files: [{ path: /etc/a, content: "hello world", mode: "0600" }]\n  - shell: chown chrony:chrony /etc/a`;
    const tests = [
      ..."{ file: /etc/a, mode: '0600', owner: chrony }|{ file: /etc/a, contains: world }|{ user: root }".split(
        "|",
      ),
      ..."{ file: /etc/a, mode: '0644' }|{ user: nobody-here }|{ file: /etc/a, absent: true }".split(
        "|",
      ),
    ].map((test) => `  - ${test}`);
    const ran = bake(recipeText(steps, "", tests.join("\n")));
    expect(ran.tests.map((test) => test.passed)).toEqual([true, true, true, false, false, false]);
    expect(ran.tests[3]?.detail).toBe("its mode is 0600, not 0644");
  });

  it("that is only inspected prints its manifest, ends, and leaves no image behind", () => {
    const said = boot(inspectionUserData({ watch: ["/etc/os-release"], timeoutMs: 600_000 }));
    const { manifest, end, begun } = readConsole(consoleOf(said), "i", gunzip);
    expect([begun, end?.ok]).toEqual(["inspection", true]);
    expect(manifest).toMatchObject({ form: 2, system: "Amazon Linux 2023", machine: "x86_64" });
    expect(said.contents).toBeNull();
    expect(said.offAtMs).not.toBeNull();
  });
});
