/** A program that is too large for user data: its stub fetches it by a signed address, and runs it if it is the right one. */
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { encodeFrame, type Session } from "../../../../shared/bake/frames.ts";
import { splitWords } from "../../../../shared/bake/shell-words.ts";
import type { GuestContext } from "../../world/kernel/guest.ts";

export interface NotFetched {
  readonly problem: string;
}

const LARGEST_BYTES = 64 * 1024 * 1024;

/** User data as it is, where it fetches nothing. */
export function fetchedProgram({ userData, download }: GuestContext): string | NotFetched {
  const address = wordOf(userData, "bennu_url");
  const sha256 = wordOf(userData, "bennu_sha256");
  if (address === null || sha256 === null) return userData;
  const bytes = download?.(address) ?? null;
  if (bytes === null)
    return {
      problem:
        "the program could not be fetched from its bucket: curl: (22) The requested URL returned error: 404",
    };
  if (createHash("sha256").update(bytes).digest("hex") !== sha256)
    return {
      problem:
        "the program from the bucket is not the one that was planned: its SHA-256 differs, so nothing was run",
    };
  return gunzipSync(bytes, { maxOutputLength: LARGEST_BYTES }).toString("utf8");
}

export function sayNotFetched(ctx: GuestContext, { problem }: NotFetched, fromMs: number): void {
  const session = (/^BENNU_SESSION=([bti])$/m.exec(ctx.userData)?.[1] ?? "b") as Session;
  const atMs = fromMs + 20_000;
  ctx.say(encodeFrame({ session, seq: 1, type: "end", text: `failed start: ${problem}` }), atMs);
  ctx.shutdownAt(atMs + 500);
}

function wordOf(script: string, name: string): string | null {
  const line = script.split("\n").find((one) => one.startsWith(`${name}=`));
  return line === undefined ? null : (splitWords(line.slice(name.length + 1))[0] ?? null);
}
