/**
 * What a recipe takes from its repository. The parser says which paths it wants; whoever has a disk reads them and
 * hands them in. Pure.
 */
import type { Path } from "./read/places.ts";
import type { RepositoryFile } from "./recipe-step.ts";
import type { RecipeFile } from "./schema.ts";

export type RepositoryEntry =
  | { readonly kind: "file"; readonly file: RepositoryFile }
  /** All files below it, in order; their paths begin there. */
  | { readonly kind: "folder"; readonly files: readonly RepositoryFile[] }
  /** Why it can't be used, and what would help, as a recipe's problem says it. */
  | { readonly kind: "unusable"; readonly message: string; readonly expected: string };

/** By path below the recipe folder. */
export type RepositoryEntries = ReadonlyMap<string, RepositoryEntry>;

/** Somewhere in a recipe that names a file or a folder of the repository. */
export interface Reference {
  /** Where in the recipe. */
  readonly at: Path;
  readonly from: string;
  readonly wants: "file" | "folder" | "either";
}

export function referencesOf(file: RecipeFile): readonly Reference[] {
  return file.steps.flatMap((step, index) => {
    const at = ["steps", index];
    const provisioners = (["ansible", "chef", "puppet", "cfengine"] as const).flatMap((kind) => [
      ...one([...at, kind, "from"], step[kind]?.from, "folder"),
      ...packageFile([...at, kind, "install"], step[kind]?.install),
    ]);
    const unit = step.container?.unit;
    return [
      ...(step.packages?.install ?? []).flatMap((wanted, entry) =>
        packageFile([...at, "packages", "install", entry], wanted),
      ),
      ...(step.files ?? []).flatMap(({ from }, entry) =>
        one([...at, "files", entry, "from"], from, "either"),
      ),
      ...provisioners,
      ...one(
        [...at, "container", "unit", "from"],
        typeof unit === "object" ? unit.from : undefined,
        "file",
      ),
    ];
  });
}

function packageFile(at: Path, wanted: unknown): readonly Reference[] {
  if (typeof wanted !== "object" || wanted === null || !("file" in wanted)) return [];
  return one([...at, "file"], String(wanted.file), "file");
}

function one(at: Path, from: string | undefined, wants: Reference["wants"]): readonly Reference[] {
  return from === undefined ? [] : [{ at, from, wants }];
}

/** `from` as seen from the recipe's own folder, below the recipe folder; null if it leads out of it. */
export function pathInRepository(recipeFile: string, from: string): string | null {
  const parts = recipeFile.split("/").slice(0, -1);
  for (const part of from.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}
