import { buildAll } from "./build.ts";
import { isStale, markBuilt, sourcesDigest } from "./stale.ts";

/** Builds if the sources are not those of the last build. Says so on stderr, as stdout may be another's. */
export async function ensureBuilt(): Promise<void> {
  const digest = sourcesDigest();
  if (!isStale(digest)) return;
  console.error("Building Bennu (once; about ten seconds) ...");
  await buildAll();
  markBuilt(digest);
}
