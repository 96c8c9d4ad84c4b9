/**
 * Reads what recipes name of their repository: single files, and folders with all that is below them. What was read
 * is kept until its size or its time changes, for a save asks for all of it again.
 */
import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { BennuError } from "../../../shared/errors.ts";
import type { RepositoryFile } from "../../../shared/recipe/recipe-step.ts";
import type { RepositoryEntries, RepositoryEntry } from "../../../shared/recipe/repository.ts";
import { insideOf, readInside } from "./inside.ts";

/** A bake carries it through user data or a bucket; more belongs into a package. */
const mostBytes = 8 * 1024 * 1024;
const mostFiles = 2000;
const deepest = 12;

interface Kept {
  readonly signature: string;
  readonly file: RepositoryFile;
}

export class RepositoryReader {
  readonly #root: string;
  readonly #kept = new Map<string, Kept>();
  readonly #asked = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** What isn't asked for until the round ends is forgotten then. */
  beginRound(): void {
    this.#asked.clear();
  }

  endRound(): void {
    for (const path of this.#kept.keys()) if (!this.#asked.has(path)) this.#kept.delete(path);
  }

  async entries(paths: readonly string[]): Promise<RepositoryEntries> {
    const entries = new Map<string, RepositoryEntry>();
    let bytes = 0;
    for (const path of new Set(paths)) {
      const entry = await this.#entry(path);
      bytes += sizeOf(entry);
      entries.set(path, bytes > mostBytes ? tooMuch(path) : entry);
    }
    return entries;
  }

  async #entry(path: string): Promise<RepositoryEntry> {
    try {
      const real = path === "" ? this.#root : await insideOf(this.#root, path);
      if (!(await stat(real)).isDirectory()) return { kind: "file", file: await this.file(path) };
      const below = await this.#below(path, "", 0);
      if (below.length > mostFiles) return tooMany(path);
      const files: RepositoryFile[] = [];
      let bytes = 0;
      for (const name of below.toSorted(byCode)) {
        const file = await this.file(join(path, name));
        bytes += file.bytes;
        if (bytes > mostBytes) return tooMuch(path);
        files.push({ ...file, path: name });
      }
      return { kind: "folder", files };
    } catch (error) {
      return unusable(path, error);
    }
  }

  async #below(path: string, within: string, depth: number): Promise<readonly string[]> {
    if (depth > deepest) return [];
    const entries = await readdir(resolve(this.#root, path, within), { withFileTypes: true });
    const found: string[] = [];
    for (const entry of entries) {
      const name = join(within, entry.name);
      if (entry.name === ".git" || isTemporary(entry.name)) continue;
      // A link in a folder is followed to a file alone: folders could go round in a circle.
      if (entry.isDirectory()) found.push(...(await this.#below(path, name, depth + 1)));
      else if (entry.isFile() || entry.isSymbolicLink()) found.push(name);
      if (found.length > mostFiles) break;
    }
    return found;
  }

  /** Throws as `readInside` does. */
  async file(path: string): Promise<RepositoryFile> {
    const real = await insideOf(this.#root, path);
    const now = await stat(real);
    const signature = [real, now.size, now.mtimeMs, now.ctimeMs, now.ino, now.mode].join(" ");
    this.#asked.add(path);
    const kept = this.#kept.get(path);
    if (kept?.signature === signature) return kept.file;
    const { bytes, isExecutable } = await readInside(this.#root, path, mostBytes);
    const file: RepositoryFile = {
      path,
      base64: Buffer.from(bytes).toString("base64"),
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      isExecutable,
    };
    this.#kept.set(path, { signature, file });
    return file;
  }
}

/** What editors leave for a moment beside the file that is edited. */
export const isTemporary = (name: string) =>
  /~$|\.sw[a-p]$|\.tmp$|^\.#|^#.*#$|^4913$|^\.DS_Store$/.test(name);

const join = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`);
const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const sizeOf = (entry: RepositoryEntry) => {
  if (entry.kind === "file") return entry.file.bytes;
  return entry.kind === "folder" ? entry.files.reduce((sum, { bytes }) => sum + bytes, 0) : 0;
};

const tooMuch = (path: string): RepositoryEntry => ({
  kind: "unusable",
  message: `With ${path} the recipe takes more than ${String(mostBytes / 1024 / 1024)} MB from its folder.`,
  expected: "less; put large files into a package, and install that from an address",
});

const tooMany = (path: string): RepositoryEntry => ({
  kind: "unusable",
  message: `${path} holds more than ${String(mostFiles)} files.`,
  expected: "a folder with what the step needs, and no more",
});

function unusable(path: string, error: unknown): RepositoryEntry {
  if (error instanceof BennuError && error.code === "not-found")
    return {
      kind: "unusable",
      message: `${path} isn't there.`,
      expected: "a file or a folder beside the recipe",
    };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "unusable", message, expected: "a readable file of the recipe folder" };
}
