/** Keeps what is known of the repository, and asks git again only when something was committed or checked out. */
import { runGit } from "../git/git-command.ts";
import type { Git } from "../git/git-command.ts";
import type { GitState } from "../git/recipe-git.ts";
import { checkoutMark, checkoutOf, committedFiles } from "../git/repository.ts";

/** Where there was no repository, or git gave no answer, it is asked again after so long. */
const againMs = 15_000;

export class GitFollower {
  readonly #folder: string;
  readonly #git: Git;
  readonly #nowMs: () => number;
  #state: GitState | null = null;
  #mark = "";
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(folder: string, nowMs: () => number, git: Git = runGit) {
    this.#folder = folder;
    this.#nowMs = nowMs;
    this.#git = git;
  }

  async state(): Promise<GitState | null> {
    if (await this.hasMoved()) await this.#ask();
    return this.#state;
  }

  /** Since it was asked last. */
  async hasMoved(): Promise<boolean> {
    const isUnknown = this.#state === null || this.#state.files === null;
    if (isUnknown && this.#nowMs() - this.#askedAtMs >= againMs) return true;
    if (this.#state === null) return false;
    return (await checkoutMark(this.#state.checkout)) !== this.#mark;
  }

  async #ask(): Promise<void> {
    this.#askedAtMs = this.#nowMs();
    const checkout = await checkoutOf(this.#git, this.#folder);
    if (checkout === null) {
      this.#state = null;
      return;
    }
    // Before the question: a commit in between is seen by the next look.
    this.#mark = await checkoutMark(checkout);
    this.#state = { checkout, files: await committedFiles(this.#git, this.#folder, checkout) };
  }
}
