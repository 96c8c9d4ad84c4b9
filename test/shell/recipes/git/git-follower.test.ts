/** What is kept of a repository's answers: not the one that git didn't give, nor one from before a commit. */
import { describe, expect, it } from "vitest";
import { GitFollower } from "../../../../electron/recipes/following/git-follower.ts";
import { runGit, type Git } from "../../../../electron/recipes/git/git-command.ts";
import { aRepository } from "./a-repository.ts";

describe("what git said of a repository", () => {
  it("is asked for again where it took too long, after a while", async () => {
    const { folder, commit } = aRepository({ "shop.yaml": "name: shop\n" });
    commit("first");
    let [isSlow, nowMs] = [true, 0];
    const git: Git = (at, words) =>
      isSlow && words[0] === "ls-tree" ? Promise.resolve(null) : runGit(at, words);
    const follower = new GitFollower(folder, () => nowMs, git);
    expect((await follower.state())?.files).toBeNull();
    isSlow = false;
    expect((await follower.state())?.files).toBeNull();
    nowMs = 20_000;
    expect([...((await follower.state())?.files?.keys() ?? [])]).toEqual(["shop.yaml"]);
  });

  it("is no longer so after a commit, also where git keeps no log of them", async () => {
    const { folder, git, commit } = aRepository({ "shop.yaml": "name: shop\n" });
    git("config", "core.logAllRefUpdates", "false");
    commit("first");
    const follower = new GitFollower(folder, () => 0);
    await follower.state();
    git("commit", "--quiet", "--allow-empty", "--message", "second");
    const second = git("rev-parse", "HEAD").trim();
    expect((await follower.state())?.checkout.commit).toBe(second);
  });
});
