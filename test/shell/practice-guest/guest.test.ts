import { describe, expect, it } from "vitest";
import { Machine } from "../../../electron/practice/guest/machine/machine.ts";
import { install } from "../../../electron/practice/guest/packages/packages.ts";
import { runScript } from "../../../electron/practice/guest/shell/run-shell.ts";
import { readConsole } from "../../../shared/bake/console.ts";
import { userData } from "../../../shared/bake/user-data.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import { base, boot, consoleOf, context } from "./booting.ts";
import type { Said } from "./booting.ts";
import { gunzip } from "../../core/bake/zlib-packer.ts";
import { fullRecipe, recipeWithTest } from "../../core/recipe/recipe-texts.ts";

function scriptOf(text: string, role: "builder" | "fresh-boot" = "builder"): string {
  const { recipe, problems } = parseRecipe(text, "test.yaml");
  if (!recipe) throw new Error(JSON.stringify(problems));
  return userData(recipe, { role, recipeText: text, timeoutMs: 45 * 60_000 });
}

// nginx listens on 8080 by its configuration.
const recipe = fullRecipe.replaceAll("version: 1.28.0", "version: 1.28.1");

describe("a practice server that is given a builder's user data", () => {
  it("does what a real one does: the same tests pass, the manifest is printed, it powers off", () => {
    const said = boot(scriptOf(recipe));
    const reading = readConsole(consoleOf(said), "b", gunzip);
    expect(reading.end).toEqual({ ok: true, reason: "" });
    expect(reading.missing).toBe(0);
    expect(reading.tests.map((test) => test.passed)).toEqual(Array(7).fill(true));
    expect(reading.manifest?.packages.map((fact) => fact.name)).toEqual(
      expect.arrayContaining(["nginx", "nginx-core", "jemalloc"]),
    );
    expect(reading.recipeText).toBe(recipe);
    expect(said.offAtMs).toBeGreaterThan(30_000);
  });

  it("leaves a disk that an image can carry, and that passes the tests on a fresh boot", () => {
    const contents = boot(scriptOf(recipe)).contents;
    expect(contents).toMatchObject({
      health: "ok",
      ports: [22, 8080],
      services: ["sshd", "chronyd", "nginx"],
    });
    expect(contents?.users).toEqual(["root", "shop", "deploy"]);
    const fresh = boot(scriptOf(recipe, "fresh-boot"), contents ?? base);
    const reading = readConsole(consoleOf(fresh), "t", gunzip);
    expect(reading.end?.ok).toBe(true);
    expect(reading.tests).toHaveLength(7);
    expect(fresh.contents).toBeNull();
  });

  it("prints the manifest of an image that Bennu baked at its first boot, and only then", () => {
    const contents = boot(scriptOf(recipe)).contents ?? base;
    expect(readConsole(consoleOf(boot("", contents)), "m", gunzip)).toMatchObject({
      recipeName: "web-shop",
      end: { ok: true },
    });
    expect(readConsole(consoleOf(boot("", contents, 2)), "m", gunzip).manifest).toBeNull();
    expect(readConsole(consoleOf(boot("", base)), "m", gunzip).manifest).toBeNull();
  });

  it.each([
    [
      "an unknown package",
      recipe.replace("- jemalloc", "- no-such"),
      "Web server: Error: Unable to find a match: no-such",
    ],
    [
      "an unknown version",
      recipe.replace("version: 1.28.1 }\n        - jem", "version: '9.9' }\n        - jem"),
      "Unable to find a match: nginx-9.9",
    ],
    [
      "the other package manager",
      recipe.replace("format: rpm", "format: deb"),
      "there is no apt-get here: this base has no deb packages",
    ],
    ["a shell step", recipe.replace('echo "hello', 'false; echo "hello'), "Say so:"],
    [
      "a service that isn't there",
      recipe.replace("services: [nginx]", "services: [ngnix]"),
      "Unit file ngnix.service does not exist",
    ],
    [
      "a test",
      recipeWithTest("port: 9999").replaceAll("1.28.0", "1.28.1"),
      "1 of 8 tests failed: port 9999 listens",
    ],
  ])("fails for %s, with the reason, without a manifest", (_, text, reason) => {
    const said = boot(scriptOf(text));
    const reading = readConsole(consoleOf(said), "b", gunzip);
    expect(reading.end?.ok).toBe(false);
    expect(reading.end?.reason).toContain(reason);
    expect(reading.manifest).toBeNull();
    expect(said.offAtMs).not.toBeNull();
  });

  it("powers itself off at its time limit, without a word", () => {
    const said = boot(scriptOf(recipe.replace('echo "hello', 'sleep 7000; echo "hello')));
    expect(readConsole(consoleOf(said), "b", gunzip).end).toBeNull();
    expect(said.offAtMs).toBeLessThan(46 * 60_000);
  });

  it("boots like any other for user data that isn't Bennu's", () => {
    const said = boot("#!/bin/bash\necho hello\n");
    expect(said).toMatchObject({ offAtMs: null, contents: null, health: false });
  });
});

describe("a practice server's shell", () => {
  const machine = () => {
    const said: Said = { lines: [], contents: null, offAtMs: null, health: null };
    return new Machine(context("", base, 1, said), "b", 0);
  };
  it.each([
    ["true", 0, []],
    ["false || echo saved", 0, ["saved"]],
    ["test -f /etc/os-release && echo there", 0, ["there"]],
    ["test -f /nowhere", 1, []],
    ["[ -d /etc ]; echo 'one; two' && echo \"three | four\"", 0, ["one; two", "three | four"]],
    ["echo port 80 > /etc/x.conf\ngrep -q 'port' /etc/x.conf\ncat /etc/x.conf", 0, ["port 80"]],
    ["cat > /etc/y <<'EOF'\nline one\nline two\nEOF\ngrep two /etc/y", 0, ["line two"]],
    ["! rpm -q nothing", 0, ["package nothing is not installed"]],
    ["exit 3\necho never", 3, []],
    ["curl -fs http://localhost:22/", 0, ["ok"]],
    ["curl -fs http://localhost:8080/ > /dev/null", 7, []],
    ["useradd shop && id shop | grep -q shop", 0, []],
    ["systemctl is-active sshd", 0, ["active"]],
    [
      "systemctl enable nothing-like-it",
      1,
      ["Failed to enable unit: Unit file nothing-like-it.service does not exist."],
    ],
    ["make -j4 all # builds", 0, ["(simulated: make -j4 all)"]],
    [
      "if true; then exit 1; fi",
      0,
      ["(simulated: a practice server does not run if, for, while, case or $( ))"],
    ],
  ])("%j", (script, code, lines) => {
    expect(runScript(machine(), script)).toEqual({ code, lines });
  });

  it("starts a service where its package is, on the port of its configuration", () => {
    const server = machine();
    expect(install(server, "rpm", ["nginx"])).toBeNull();
    expect(runScript(server, "systemctl enable --now nginx").code).toBe(0);
    expect(server.units.listening()).toEqual([22, 80]);
    runScript(server, "echo 'listen 8080;' > /etc/nginx/conf.d/a.conf\nsystemctl restart nginx");
    expect(server.units.listening()).toEqual([22, 8080]);
    runScript(server, "systemctl stop nginx");
    expect(server.units.listening()).toEqual([22]);
  });
});
