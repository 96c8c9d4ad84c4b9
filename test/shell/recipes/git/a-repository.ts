/** A real git repository in a folder for tests, made by the git of this machine. */
import { execFileSync } from "node:child_process";
import { aFolder } from "../a-recipe-folder.ts";
import type { Files } from "../a-recipe-folder.ts";

const who = [
  "-c",
  "user.name=Ada",
  "-c",
  "user.email=ada@example.com",
  "-c",
  "commit.gpgsign=false",
];

export interface Repository {
  readonly folder: string;
  git(...words: readonly string[]): string;
  commit(message: string): string;
}

export function aRepository(files: Files): Repository {
  const folder = aFolder(files);
  const git = (...words: readonly string[]) =>
    execFileSync("git", [...who, ...words], { cwd: folder, encoding: "utf8", stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  const commit = (message: string) => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD").trim();
  };
  return { folder, git, commit };
}
