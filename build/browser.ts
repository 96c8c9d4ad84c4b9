/** The Chromium-family browser that the end-to-end tests drive: found, or installed where that can be done. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findBrowser } from "../electron/serve/browser-window.ts";

const how =
  "The end-to-end tests need a Chromium-family browser: install Chromium or Chrome, or set CHROME_PATH to one.";

/** Its path, or null after one line that says how to get one. */
export function browserForTests(): string | null {
  const found = findBrowser(process.env) ?? installed();
  if (found === null) console.error(how);
  return found;
}

function installed(): string | null {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  console.error("No Chromium-family browser here: installing Debian's chromium ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
    execFileSync("apt-get", ["install", "-qq", "-y", "--no-install-recommends", "chromium"], {
      stdio: "ignore",
      env,
    });
  } catch (error) {
    console.error(
      `apt-get could not install it: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return findBrowser(process.env);
}
