/** Where the worker threads' files are: beside the built entries, or the sources when those are run themselves. */
export interface WorkerFiles {
  readonly practice: URL;
  readonly inventory: URL;
}

export function workerFiles(entryUrl: string): WorkerFiles {
  const built = entryUrl.endsWith(".js");
  const file = (path: string) => new URL(path, entryUrl);
  return {
    practice: file(built ? "practice-worker.js" : "practice/practice-worker.ts"),
    inventory: file(built ? "inventory-worker.js" : "inventory/inventory-worker.ts"),
  };
}
