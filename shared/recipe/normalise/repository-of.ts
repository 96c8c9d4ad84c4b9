/** What was read of the repository, as a recipe names it. What isn't there was told as a problem before. */
import type { RepositoryFile, RepositoryTree } from "../recipe-step.ts";
import { pathInRepository } from "../repository.ts";
import type { RepositoryEntries, RepositoryEntry } from "../repository.ts";

export class RepositoryOf {
  readonly #recipeFile: string;
  readonly #entries: RepositoryEntries;

  constructor(recipeFile: string, entries: RepositoryEntries) {
    this.#recipeFile = recipeFile;
    this.#entries = entries;
  }

  file(from: string): RepositoryFile {
    const entry = this.entry(from);
    if (entry.kind === "file") return entry.file;
    throw new Error(`${from} is no file: it was not checked`);
  }

  tree(from: string): RepositoryTree {
    const entry = this.entry(from);
    if (entry.kind === "folder") return { from: this.#path(from), files: entry.files };
    throw new Error(`${from} is no folder: it was not checked`);
  }

  entry(from: string): RepositoryEntry {
    const entry = this.#entries.get(this.#path(from));
    if (!entry) throw new Error(`${from} was not read: it was not checked`);
    return entry;
  }

  #path(from: string): string {
    const path = pathInRepository(this.#recipeFile, from);
    if (path === null) throw new Error(`${from} leads out of the folder: it was not checked`);
    return path;
  }
}
