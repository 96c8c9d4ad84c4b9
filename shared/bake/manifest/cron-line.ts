/**
 * A line of a cron table without what may be a secret: when, as whom, and which program. No argument stays, for none can
 * be told from a password. What isn't plainly one of the three is kept back. guest/kept-back.ts says the same in awk.
 */
import type { CronFact } from "../../model/manifest.ts";
import { inClear, restKeptBack } from "./mark.ts";

const names = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun/g;
const time = /^[0-9*,/~-]+$/;
const nickname =
  /^@(reboot|yearly|annually|monthly|weekly|daily|midnight|hourly|every_minute|every_second|[0-9]+)$/;
const assignment = /^[A-Za-z_][A-Za-z0-9_]*=[A-Za-z0-9_.,:/@%+-]*$/;
const folder = /^[A-Za-z0-9_./+-]+$/;
const program = /^[A-Za-z_/.][A-Za-z0-9_./+-]*$/;

/** `users`: those of the machine. A word in a user's place that is none of them is no user. */
export function plainCron({ path, line }: CronFact, users: ReadonlySet<string>): CronFact {
  const before = inClear(line);
  if (before !== null && keptOf(path, before, users).hidden === "") return { path, line };
  const { kept, hidden } = keptOf(path, line, users);
  return { path, line: hidden === "" ? kept : restKeptBack(kept, hidden) };
}

function keptOf(path: string, line: string, users: ReadonlySet<string>) {
  const words = wordsOf(line);
  const { isCron, index } = commandAt(words, path, users);
  const command = words.slice(index).join(" ");
  const name = isCron ? (words[toProgram(words, index)] ?? "") : "";
  if (!program.test(name)) return { kept: words.slice(0, index).join(" "), hidden: command };
  const kept = [...words.slice(0, index), name].join(" ");
  return { kept, hidden: command === name ? "" : command };
}

const wordsOf = (line: string) => line.split(/[ \t]+/).filter((word) => word !== "");

/** Where the command begins; of a line that is no cron line it is the whole. */
function commandAt(words: readonly string[], path: string, users: ReadonlySet<string>) {
  const isNamed = words[0]?.startsWith("@") === true;
  const times = words.slice(0, isNamed ? 1 : 5);
  const isTime = (word: string) =>
    isNamed ? nickname.test(word) : time.test(word.toLowerCase().replace(names, "0"));
  if (!times.every(isTime) || (!isNamed && times.length < 5)) return { isCron: false, index: 0 };
  if (!path.startsWith("/etc/")) return { isCron: true, index: times.length };
  const isUser = users.has(words[times.length] ?? "");
  return { isCron: isUser, index: times.length + (isUser ? 1 : 0) };
}

/** Past plain assignments and `cd folder &&`, which stand before the program. */
function toProgram(words: readonly string[], from: number): number {
  let at = from;
  for (;;) {
    if (assignment.test(words[at] ?? "")) at += 1;
    else if (words[at] === "cd" && folder.test(words[at + 1] ?? "") && words[at + 2] === "&&")
      at += 3;
    else return at;
  }
}
