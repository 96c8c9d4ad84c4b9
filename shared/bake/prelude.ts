/**
 * The shell functions that a server's program calls: POSIX sh, for Amazon Linux 2023 and Debian, with nothing but
 * coreutils, gzip and what those systems have. They speak to the serial console in the frames of frames.ts. Only the
 * parts that a program uses travel with it. BENNU_ROOM is how much of a manifest fits. BENNU_CONSOLE, BENNU_ROOT,
 * BENNU_MEMORY and BENNU_TRIES are there so that a test can run them for real in a folder.
 */
import { checksPart } from "./guest/checks.ts";
import { factsPart } from "./guest/facts.ts";
import { framesPart } from "./guest/frames.ts";
import { keepPart } from "./guest/keep.ts";
import { keptBackPart } from "./guest/kept-back.ts";
import { lifePart } from "./guest/life.ts";
import { packagesPart } from "./guest/packages.ts";
import { provisionersPart } from "./guest/provisioners.ts";
import { secretsPart } from "./guest/secrets.ts";
import { stepsPart } from "./guest/steps.ts";

export const programStart = "# bennu program";

/** What an image keeps of it ends with `# bennu steps`. */
const always = ["# bennu prelude", framesPart, lifePart, keptBackPart, factsPart, "# bennu steps"];
const others = [
  secretsPart,
  packagesPart,
  stepsPart,
  provisionersPart,
  keepPart,
  checksPart,
] as const;

/** `calls`: the lines of the program. */
export function preludeFor(calls: readonly string[]): string {
  const names = new Set(calls.map((line) => line.split(" ", 1)[0] ?? ""));
  const used = others.filter((part) => definedIn(part).some((name) => names.has(name)));
  return [...always, ...used, programStart].join("\n");
}

const definedIn = (part: string) =>
  [...part.matchAll(/^(bennu_\w+)\(\)/gm)].map(([, name]) => name ?? "");
