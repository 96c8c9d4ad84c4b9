/**
 * The script that tells over Systems Manager what is on a server now: the same functions that print an image's manifest,
 * gathered and given as the script's own output in place of the console. It changes nothing and leaves nothing behind.
 */
import { preludeFor } from "../prelude.ts";
import { call } from "./call.ts";

/** Run Command takes 64 KB in all; so many paths stay far below. */
const mostPaths = 200;

/** Letters of the packed manifest: Systems Manager gives 24,000 of an answer, which is about 1,800 packages in frames. */
const room = 22_000;

/** `watch`: the files whose digests are wanted. */
export function lookInsideScript(watch: readonly string[]): string {
  const calls = [call("bennu_manifest", ...watch.slice(0, mostPaths))];
  return [
    "BENNU_SESSION=m",
    "BENNU_CONSOLE=$(mktemp)",
    "BENNU_MEMORY=$(mktemp -d)",
    `BENNU_ROOM=${String(room)}`,
    preludeFor(calls),
    ...calls,
    'cat "$BENNU_CONSOLE"',
    'rm -rf "$M" "$BENNU_CONSOLE" "$BENNU_MEMORY"',
    'rm -f "$B/seq"',
    'rmdir "$B/set" "$B" 2>/dev/null',
    "exit 0",
    "",
  ].join("\n");
}
