/**
 * Tells that something changed in the folders that were looked into. One watch a folder rather than one for the whole
 * tree: what nobody reads (node_modules, .git) costs nothing. Where the system gives no more watches, or none at all
 * (a network drive), `isWhole` is false, and whoever follows looks by itself.
 */
import { watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { join } from "node:path";

export class FolderWatch {
  readonly #root: string;
  readonly #tell: () => void;
  readonly #watches = new Map<string, FSWatcher>();
  readonly #refused = new Set<string>();

  constructor(root: string, tell: () => void) {
    this.#root = root;
    this.#tell = tell;
  }

  get isWhole(): boolean {
    return this.#refused.size === 0 && this.#watches.size > 0;
  }

  follow(folders: readonly string[]): void {
    const wanted = new Set(folders);
    this.#refused.clear();
    for (const folder of this.#watches.keys()) if (!wanted.has(folder)) this.#end(folder);
    for (const folder of wanted) if (!this.#watches.has(folder)) this.#begin(folder);
  }

  close(): void {
    for (const folder of [...this.#watches.keys()]) this.#end(folder);
  }

  #begin(folder: string): void {
    try {
      const watcher = watch(join(this.#root, folder), { persistent: false }, () => this.#tell());
      // The folder was deleted, or the system gave up on it: the next look begins it anew, or finds it gone.
      watcher.on("error", () => {
        this.#end(folder);
        this.#refused.add(folder);
        this.#tell();
      });
      this.#watches.set(folder, watcher);
    } catch {
      this.#refused.add(folder);
    }
  }

  #end(folder: string): void {
    this.#watches.get(folder)?.close();
    this.#watches.delete(folder);
  }
}
