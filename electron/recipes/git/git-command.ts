/**
 * Asks the user's git about a repository that may be anybody's: only commands that read objects and names, so that
 * no hook, filter, monitor, pager, editor or transport of its configuration is ever run, and nothing is locked or
 * written. Whatever goes wrong is "not known".
 */
import { execFile } from "node:child_process";
import { dirname } from "node:path";

export type Git = (folder: string, words: readonly string[]) => Promise<string | null>;

const quiet = [
  ["--no-pager"],
  ["--no-optional-locks"],
  ["-c", "core.fsmonitor=false"],
  ["-c", "core.hooksPath=/dev/null"],
  ["-c", "core.pager=cat"],
  ["-c", "core.sshCommand=false"],
  ["-c", "protocol.allow=never"],
  ["-c", "credential.helper="],
].flat();

/** What git's own variables would turn it to, and nothing that could run. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(GIT_|SSH_)/.test(name));
  return {
    ...Object.fromEntries(own),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    // Objects that were never fetched stay so.
    GIT_ALLOW_PROTOCOL: "none",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
  };
}

/** Its output; null if it failed, isn't there, took longer than ten seconds or had more than 64 MB to say. */
export const runGit: Git = (folder, words) =>
  new Promise((resolve) => {
    const options = {
      // Not the folder itself: Windows looks there first, and would run a git.exe that lies in the repository.
      cwd: dirname(process.execPath),
      env: environment(),
      timeout: 10_000,
      maxBuffer: 64 * 1024 * 1024,
      windowsHide: true,
    };
    execFile("git", ["-C", folder, ...quiet, ...words], options, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
