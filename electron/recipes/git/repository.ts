/** The git repository that the recipe folder lies in: what is checked out, and what the commit holds of the folder. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Git } from "./git-command.ts";

export interface Checkout {
  /** The repository's own folder. */
  readonly root: string;
  readonly gitFolder: string;
  /** The recipe folder within the repository; "" or ending in `/`. */
  readonly prefix: string;
  /** Null: no commit yet. */
  readonly commit: string | null;
  /** Null: not on a branch. */
  readonly branch: string | null;
}

/** Blob ids by path below the recipe folder. */
export type CommittedFiles = ReadonlyMap<string, string>;

/** Null: no repository, or git isn't there, or won't read it. */
export async function checkoutOf(git: Git, folder: string): Promise<Checkout | null> {
  const places = await git(folder, [
    "rev-parse",
    "--show-toplevel",
    "--absolute-git-dir",
    "--show-prefix",
  ]);
  if (places === null) return null;
  const [root = "", gitFolder = "", prefix = ""] = places.split("\n");
  const [commit, branch] = await Promise.all([
    git(folder, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]),
    git(folder, ["symbolic-ref", "--short", "--quiet", "HEAD"]),
  ]);
  return {
    root,
    gitFolder,
    prefix,
    commit: commit?.trim() ?? null,
    branch: branch?.trim() ?? null,
  };
}

/** Null: it can't be said. */
export async function committedFiles(
  git: Git,
  folder: string,
  { commit }: Checkout,
): Promise<CommittedFiles | null> {
  if (commit === null) return new Map();
  const listed = await git(folder, ["ls-tree", "-r", "-z", commit]);
  if (listed === null) return null;
  const files = new Map<string, string>();
  for (const line of listed.split("\0")) {
    const [, id, path] = /^\d+ blob ([0-9a-f]+)\t([^]+)$/.exec(line) ?? [];
    if (id !== undefined && path !== undefined) files.set(path, id);
  }
  return files;
}

/** Changes when something was committed or checked out; "" where nothing can be seen. */
export async function checkoutMark({ gitFolder, branch }: Checkout): Promise<string> {
  // Where no log is kept, a commit changes nothing but its branch.
  const own = branch === null ? [] : [`refs/heads/${branch}`];
  const marks = await Promise.all(
    ["HEAD", "logs/HEAD", "packed-refs", ...own].map((name) =>
      stat(join(gitFolder, name)).then(
        ({ mtimeMs, size }) => `${String(mtimeMs)}:${String(size)}`,
        () => "",
      ),
    ),
  );
  return marks.join(" ");
}
