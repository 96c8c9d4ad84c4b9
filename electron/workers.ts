/**
 * Where the files are that are found by name, not by import: worker threads and the practice cloud's recipes. Beside
 * the built entries, or among the sources when those are run themselves.
 */
export interface WorkerFiles {
  readonly practice: URL;
  readonly inventory: URL;
}

/** A folder, with a slash at its end. */
export function seedRecipes(entryUrl: string): URL {
  return new URL(entryUrl.endsWith(".js") ? "../recipes/" : "practice/recipes/", entryUrl);
}

export function workerFiles(entryUrl: string): WorkerFiles {
  const built = entryUrl.endsWith(".js");
  const file = (path: string) => new URL(path, entryUrl);
  return {
    practice: file(built ? "practice-worker.js" : "practice/practice-worker.ts"),
    inventory: file(built ? "inventory-worker.js" : "inventory/inventory-worker.ts"),
  };
}
