/** Whether out/ is of the sources as they are: a digest of names, sizes and contents, kept beside the output. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "./paths.ts";

const sources = ["shared", "electron", "renderer", "build", "package-lock.json"];
const stampFile = "out/sources.sha256";

function filesUnder(path: string): string[] {
  if (path.includes(".")) return [path];
  const names = readdirSync(inProject(path), { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return files.toSorted();
}

export function sourcesDigest(): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesUnder)) {
    const path = file.includes("/") ? file : inProject(file);
    hash.update(file).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

export function isStale(digest: string): boolean {
  const stamp = inProject(stampFile);
  return !existsSync(stamp) || readFileSync(stamp, "utf8") !== digest;
}

export function markBuilt(digest: string): void {
  writeFileSync(inProject(stampFile), digest);
}
