/**
 * The folder of recipes: the user's own repository, or the data folder's with the practice cloud's. Followed live;
 * read afresh where something is made of it. It never writes there and never leaves the folder.
 */
import { stat } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { BennuError } from "../../shared/errors.ts";
import { commitText, gitUnknown } from "../../shared/model/recipe.ts";
import type { RecipeFolderView, RecipeGit, RecipeSummary } from "../../shared/model/recipe.ts";
import type { ParsedRecipe, ParseGiven } from "../../shared/recipe/parse.ts";
import { FollowedFolder } from "./following/followed-folder.ts";
import type { FolderState, FollowClock } from "./following/followed-folder.ts";
import type { FolderChoice } from "./folder-choice.ts";
import { recipeGit } from "./git/recipe-git.ts";
import { readRecipe } from "./reading/read-recipe.ts";

export interface RecipeReading {
  readonly text: string;
  /** With everything that it takes from its repository. */
  readonly parsed: ParsedRecipe;
  readonly git: RecipeGit;
  /** As an image's tag has it: the commit, with `+dirty`; null: not known. */
  readonly commit: string | null;
}

export interface RecipeFolder {
  readonly path: string;
  view(): RecipeFolderView;
  /** As last seen. */
  recipes(): readonly RecipeSummary[];
  /** Afresh. Throws `not-found` if the folder can't be read. */
  list(): Promise<readonly RecipeSummary[]>;
  /** Afresh; `file` as listed. Throws `not-found` or `invalid-input`. */
  read(file: string, given?: Omit<ParseGiven, "entries">): Promise<RecipeReading>;
  text(file: string): Promise<string>;
  /** Null: the console's own again. Throws `invalid-input` for what is no readable folder. */
  choose(path: string | null): Promise<RecipeFolderView>;
  onChange(listener: () => void): () => void;
  close(): void;
}

export interface RecipeFolderOptions {
  /** Given when the console was started: before what was chosen earlier. */
  readonly given: string | null;
  /** Makes the console's own folder if it isn't there, and says where it is. */
  readonly own: () => string;
  readonly choice: Pick<FolderChoice, "read" | "write">;
  readonly clock: FollowClock;
}

type Origin = RecipeFolderView["origin"];

export function openRecipeFolder(options: RecipeFolderOptions): RecipeFolder {
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  const begin = (root: string) => {
    const folder = new FollowedFolder(root, options.clock, tell);
    folder.begin();
    return folder;
  };
  let { root, origin } = firstRoot(options);
  let folder = begin(root);
  const view = () => viewOf(folder.root, origin, folder.state);
  return {
    get path() {
      return folder.root;
    },
    view,
    recipes: () => folder.state.recipes,
    list: async () => listed(await folder.look()),
    read: (file, given = {}) => read(folder, file, given),
    text: async (file) => (await read(folder, file, {})).text,
    choose: async (path) => {
      if (path !== null) await mustBeFolder(path);
      options.choice.write(path);
      [root, origin] = path === null ? [options.own(), "own"] : [path, "chosen"];
      folder.close();
      folder = begin(root);
      await folder.look();
      return view();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => folder.close(),
  };
}

function firstRoot({ given, own, choice }: RecipeFolderOptions): {
  readonly root: string;
  readonly origin: Origin;
} {
  if (given !== null) return { root: given, origin: "given" };
  const chosen = choice.read();
  return chosen === null ? { root: own(), origin: "own" } : { root: chosen, origin: "chosen" };
}

async function read(
  folder: FollowedFolder,
  file: string,
  given: Omit<ParseGiven, "entries">,
): Promise<RecipeReading> {
  const reading = readRecipe(folder.reader, file, given);
  const { text, parsed, used } = await reading.catch((error: unknown) => {
    throw notBaked(error);
  });
  const state = await folder.git.state().catch(() => null);
  const git = state === null ? gitUnknown(noRepository) : recipeGit(state, used);
  return { text, parsed, git, commit: commitText(git) };
}

function notBaked(error: unknown): unknown {
  if (!(error instanceof BennuError)) return error;
  return new BennuError({ ...error.toData(), message: `${error.message} Nothing was baked.` });
}

const noRepository = "The recipe folder is no git repository, as far as git says.";

function listed({ problem, recipes }: FolderState): readonly RecipeSummary[] {
  if (problem !== null) throw new BennuError({ code: "not-found", message: problem });
  return recipes;
}

async function mustBeFolder(path: string): Promise<void> {
  const found = isAbsolute(path) ? await stat(path).catch(() => null) : null;
  if (found?.isDirectory() === true) return;
  const message = isAbsolute(path)
    ? `${path} is no folder that this console can read. The recipes are still those of before.`
    : `${path} is not a whole path: begin it with / (or a drive's letter). The recipes are still those of before.`;
  throw new BennuError({ code: "invalid-input", message });
}

function viewOf(root: string, origin: Origin, state: FolderState): RecipeFolderView {
  const { problem, readAtMs, followed, look, git } = state;
  const status = problem !== null ? "unreadable" : readAtMs === null ? "reading" : "ready";
  const checkout = git?.checkout ?? null;
  return {
    id: "folder",
    path: resolve(root),
    ...{ origin, status, problem, followed, readAtMs },
    otherYaml: look.otherYaml,
    notes: look.notes,
    git: checkout && { root: checkout.root, branch: checkout.branch, commit: checkout.commit },
  };
}
