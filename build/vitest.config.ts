import { defineConfig } from "vitest/config";
import { inProject } from "./paths.ts";

function project(name: string, folders: readonly string[], timeoutMs: number) {
  return {
    root: inProject("."),
    test: {
      name,
      include: folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
    },
  };
}

/** `e2e` and `crash` start processes and browsers: the launcher runs them one file at a time. */
export default defineConfig({
  root: inProject("."),
  test: {
    projects: [
      project("core", ["core", "view"], 20_000),
      project("shell", ["shell", "simulation", "stories"], 60_000),
      project("contract", ["contract"], 60_000),
      project("laws", ["laws"], 60_000),
      project("crash", ["crash"], 180_000),
      project("e2e", ["e2e"], 240_000),
    ],
  },
});
