/**
 * Which files of a folder are recipes. The folder is the user's own repository: most YAML in it may be Ansible's,
 * Kubernetes' or a pipeline's, and is counted, not shown as broken.
 */
import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, sep } from "node:path";
import { isTemporary } from "./repository-reader.ts";

export interface FoundFiles {
  /** YAML files, in order, with `/`. */
  readonly files: readonly string[];
  /** Every folder that was looked into; "" is the recipe folder itself. */
  readonly folders: readonly string[];
  readonly notes: readonly string[];
}

const mostFiles = 5000;
const mostFolders = 2000;
const deepest = 8;
const skipped = ["node_modules", "vendor", "bower_components", "target"];

/** Throws what the system says if the folder itself can't be read. */
export async function findYaml(root: string): Promise<FoundFiles> {
  const files: string[] = [];
  const folders: string[] = [];
  const notes = new Set<string>();
  let level = [""];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) {
      notes.add(`Folders deeper than ${String(deepest)} levels are not looked into.`);
      break;
    }
    const next: string[] = [];
    for (const below of level) {
      const entries = await entriesOf(root, below, notes);
      if (entries === null) continue;
      folders.push(below);
      for (const entry of entries) sort(entry, below, files, next);
    }
    level = next;
    if (files.length > mostFiles || folders.length + level.length > mostFolders) {
      notes.add(
        `Only the first ${String(mostFiles)} YAML files and ${String(mostFolders)} folders are looked at.`,
      );
      break;
    }
  }
  return { files: files.toSorted(byCode).slice(0, mostFiles), folders, notes: [...notes] };
}

function sort(entry: Dirent, below: string, files: string[], folders: string[]): void {
  if (entry.name.startsWith(".") || isTemporary(entry.name)) return;
  const path = join(below, entry.name).split(sep).join("/");
  if (entry.isDirectory()) {
    if (!skipped.includes(entry.name)) folders.push(path);
  } else if (/\.ya?ml$/.test(entry.name)) files.push(path);
}

async function entriesOf(
  root: string,
  below: string,
  notes: Set<string>,
): Promise<readonly Dirent[] | null> {
  try {
    return await readdir(join(root, below), { withFileTypes: true });
  } catch (error) {
    if (below === "") throw error;
    notes.add(`${below} can't be read.`);
    return null;
  }
}

/** A recipe names its base, or both steps and tests; seen by its lines, for it may be broken just now. */
export function looksLikeRecipe(text: string): boolean {
  const has = (key: string) => new RegExp(`^${key}\\s*:`, "m").test(text);
  return has("base") || (has("steps") && has("tests")) || /^#.*bennu-recipe/m.test(text);
}

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
