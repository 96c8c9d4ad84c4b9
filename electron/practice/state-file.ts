/**
 * A practice region on disk: one JSON file, replaced as a whole so that a crash leaves the old or the new one.
 * A file that can't be read is moved aside, never overwritten.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import type { WorldJson } from "./world/kernel/world.ts";

export interface RegionFile {
  readonly format: 1;
  readonly speed: number;
  readonly world: WorldJson;
  /** The other regions and accounts; a file older than they are has none. */
  readonly others?: readonly WorldJson[];
}

export interface LoadedRegion {
  readonly region: RegionFile | null;
  /** Where a file that could not be read was moved to. */
  readonly damagedFile: string | null;
}

export function loadRegion(path: string): LoadedRegion {
  if (!existsSync(path)) return { region: null, damagedFile: null };
  const region = parseRegion(readFileSync(path, "utf8"));
  if (region) return { region, damagedFile: null };
  const damagedFile = `${path}.damaged`;
  renameSync(path, damagedFile);
  return { region: null, damagedFile };
}

function parseRegion(text: string): RegionFile | null {
  try {
    const file = JSON.parse(text) as Partial<RegionFile>;
    return file.format === 1 && file.world?.format === 1 ? (file as RegionFile) : null;
  } catch {
    return null;
  }
}

export function saveRegion(path: string, region: RegionFile): void {
  const fresh = `${path}.tmp`;
  const file = openSync(fresh, "w", 0o600);
  try {
    writeFileSync(file, JSON.stringify(region));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
}
