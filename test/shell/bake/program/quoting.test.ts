import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentWords, call } from "../../../../shared/bake/program/call.ts";
import { quoteText, splitCommands } from "../../../../shared/bake/shell-words.ts";

const anyText = fc.string({ unit: "grapheme", maxLength: 60 });
const hostile = fc.oneof(
  anyText,
  fc.constantFrom(
    "'",
    "''",
    "$(touch /tmp/x)",
    "`id`",
    "a\nb\n",
    "\\",
    '"$HOME"',
    "# no comment",
    "-n",
    "",
    "\n",
  ),
);

/** What a shell makes of words. */
function wordsIn(shell: string, program: string): readonly string[] {
  const asked = `say() { for word; do printf '%s\\001' "$word"; done; }\nsay ${program}`;
  return execFileSync(shell, ["-c", asked], { encoding: "utf8" }).split("\u0001").slice(0, -1);
}

describe("the words of a program", () => {
  it("are read back as they were written, over lines", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(hostile, { minLength: 1, maxLength: 4 }), { minLength: 1 }),
        (commands) => {
          const program = commands
            .map((words) => ["run", ...words.map(quoteText)].join(" "))
            .join("\n");
          expect(splitCommands(program)).toEqual(commands.map((words) => ["run", ...words]));
        },
      ),
    );
  });

  it.each(["sh", "bash"])("are words to %s, and nothing more", (shell) => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 30 }), (words) => {
        const plain = words.map((word) => word.replaceAll("\u0000", "").replaceAll("\u0001", ""));
        expect(wordsIn(shell, plain.map(quoteText).join(" "))).toEqual(plain);
      }),
      { numRuns: 25 },
    );
  });

  it("of a call stay on one line; a text that isn't plain ASCII goes in base64", () => {
    expect(call("bennu_step", "two\nlines")).toBe("bennu_step 'two lines'");
    expect(contentWords("a\n'b'\n")).toBe("text 'a\n'\\''b'\\''\n'");
    expect(contentWords("ü\r\n")).toBe("base64 w7wNCg==");
  });
});
