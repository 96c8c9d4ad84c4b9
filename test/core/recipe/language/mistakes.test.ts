import { describe, expect, it } from "vitest";
import { parseRecipe } from "../../../../shared/recipe/parse.ts";
import type { RepositoryEntries } from "../../../../shared/recipe/repository.ts";
import { wholeEntries, wholeRecipe } from "./whole-recipe.ts";

const problemsOf = (text: string, entries: RepositoryEntries = wholeEntries) =>
  parseRecipe(text, "web/shop.yaml", { entries }).problems;
const lineOf = (text: string, words: string) =>
  text.slice(0, text.indexOf(words)).split("\n").length;

/** What is put in the place of what; the words that mark the line; what is said; what is expected. */
const mistakes: readonly (readonly [string, string, string, string, RegExp, RegExp])[] = [
  [
    "a variable that isn't there",
    "$VERSION",
    "${{ VERSON }}",
    "VERSON",
    /mean "VERSION"/,
    /CHANNEL/,
  ],
  [
    "a secret in a text",
    "$VERSION",
    "${{ TOKEN }}",
    "{{ TOKEN",
    /secret.*the plan/,
    /\$TOKEN in a shell step/,
  ],
  [
    "a name of the system",
    "  CHANNEL:",
    "  PATH:",
    "  PATH:",
    /belongs to the system/,
    /another name/,
  ],
  [
    "a variable that is a secret, too",
    "  TOKEN:",
    "  VERSION:",
    "  VERSION: { ssm",
    /variable, too/,
    /another/,
  ],
  [
    "a name in small letters",
    "  CHANNEL:",
    "  channel:",
    "  channel:",
    /can't be a name/,
    /capital/,
  ],
  [
    "a number as a variable",
    'PORT: "8080"',
    "PORT: 8080",
    "PORT: 8080",
    /number 8080/,
    /in quotes/,
  ],
  [
    "an owner without a name",
    "base: {",
    'base: { owner: "self", ',
    "owner",
    /goes with a name/,
    /name and owner/,
  ],
  [
    "two bases",
    "base: {",
    'base: { recipe: "x", ',
    'recipe: "x"',
    /both recipe and parameter/,
    /exactly one/,
  ],
  ["a sum that is none", "a".repeat(64), "abc", "sha256", /can't be "abc"/, /64 lower-case/],
  [
    "a package of no kind",
    "{ file: packages/b.rpm }",
    "{ fle: x }",
    "fle: x",
    /missing|no "fle"/,
    /./,
  ],
  [
    "two contents",
    'content: "${{ CHANNEL }}"',
    'content: "", from: site',
    "/etc/channel",
    /two contents/,
    /exactly one/,
  ],
  ["no content", ', content: "${{ CHANNEL }}"', "", "/etc/channel", /no content/, /exactly one/],
  [
    "an absolute path of the repository",
    "from: site }",
    "from: /etc }",
    "from: /etc",
    /can't be/,
    /recipe's own folder/,
  ],
  [
    "a path that leads out",
    "from: site }",
    "from: ../../etc }",
    "../../etc",
    /leads out/,
    /inside/,
  ],
  [
    "a file for a folder",
    "from: playbook,",
    "from: proxy.service,",
    "from: proxy.service,",
    /is a file/,
    /a folder/,
  ],
  [
    "a folder for a file",
    "unit: { from: proxy.service }",
    "unit: { from: site }",
    "unit:",
    /is a folder/,
    /a file/,
  ],
  [
    "a file that wasn't read",
    "packages/b.rpm",
    "packages/c.rpm",
    "c.rpm",
    /not read/,
    /recipe folder/,
  ],
  [
    "a playbook that isn't there",
    "./site.yml",
    "site.yaml",
    "site.yaml",
    /no site.yaml.*site.yml/,
    /in the folder/,
  ],
  [
    "a cookbook that isn't there",
    "recipe[web::default]",
    "recipe[shop]",
    "recipe[shop]",
    /cookbooks\/shop/,
    /folder/,
  ],
  ["a run list without cookbooks", "from: chef, ", "", "runList", /no cookbooks/, /cookbooks\//],
  ["Chef told twice", "mode: solo", "recipe: x", "recipe: x", /what to run/, /exactly one/],
  [
    "Puppet told nothing",
    "from: puppet, facts: { site: home }, hiera: hiera.yaml, ",
    "",
    "puppet:",
    /what to apply/,
    /manifest/,
  ],
  ["Hiera without a folder", "from: puppet,", "manifest: x,", "hiera", /none is given/, /from/],
  [
    "absent with a version",
    'version: "1.28" }',
    'version: "1", absent: true }',
    'version: "1", ab',
    /must be absent/,
    /not both/,
  ],
  [
    "a mode of a user",
    "absent: true }",
    'absent: true, mode: "600" }',
    "true, mode",
    /doesn't go with a user/,
    /file/,
  ],
  ["a listener of no port", "udp/323", "ntp", "ntp", /can't be "ntp"/, /TCP port/],
  ["a boot of no time", "boot: 60", "boot: 0", "boot: 0", /too small/, /at least 1/],
  [
    "an account that is a number",
    '["111122223333"]',
    "[111122223333]",
    "111122223333",
    /number/,
    /in quotes/,
  ],
  ["a processor that isn't known", "[x86_64, arm64]", "[x86]", "[x86]", /"x86"/, /x86_64, arm64/],
  ["a region that is none", "[eu-central-1,", "[Frankfurt,", "Frankfurt", /Frankfurt/, /eu-west-1/],
  ["no reboot", "reboot: true", "reboot: false", "reboot", /can't be false/, /true/],
];

describe("a mistake is named with its line and what helps", () => {
  it.each(mistakes)("%s", (_, from, to, mark, message, expected) => {
    expect(wholeRecipe).toContain(from);
    const text = wholeRecipe.replace(from, () => to);
    const problems = problemsOf(text);
    const problem = problems.find((one) => message.test(one.message));
    expect(problem, JSON.stringify(problems)).toBeDefined();
    expect(problem?.expected).toMatch(expected);
    expect(problem?.line).toBe(lineOf(text, mark));
  });

  it("points into a text of many lines", () => {
    const text = wholeRecipe.replace(
      '  - shell: echo "$VERSION"\n',
      () => "  - shell: |\n      echo one\n      echo ${{ NOPE }}\n",
    );
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ line: lineOf(text, "${{ NOPE"), column: 12 });
  });

  it("tells why the repository's file can't be used", () => {
    const entries = new Map([
      ...wholeEntries,
      [
        "web/site",
        { kind: "unusable", message: "web/site is too large.", expected: "less" },
      ] as const,
    ]);
    expect(problemsOf(wholeRecipe, entries)[0]).toMatchObject({
      message: "web/site is too large.",
      expected: "less",
      line: lineOf(wholeRecipe, "from: site }"),
    });
  });
});

it("doesn't tell a misspelt key twice", () => {
  const text = wholeRecipe.replace("\nversion: ", "\nverson: ");
  expect(problemsOf(text).map(({ path }) => path)).toEqual(["verson"]);
});
