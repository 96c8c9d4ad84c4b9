/** What tests need of the machine, found or installed where that can be done: a Chromium-family browser, python3. */
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
  return install("chromium", "No Chromium-family browser here") ? findBrowser(process.env) : null;
}

/** A builder's program fetches secrets by python3, as its tests do: one line says so where there is none. */
export function pythonForTests(): void {
  if (hasPython() || install("python3", "No python3 here")) return;
  console.error("The tests of secrets need python3, and fail without it: install it.");
}

function hasPython(): boolean {
  try {
    execFileSync("python3", ["-c", "import hmac, json, urllib.request"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** By Debian's packages, as root; false: that can't be done here. */
function install(name: string, why: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.error(`${why}: installing Debian's ${name} ...`);
  const options = {
    stdio: "ignore",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  } as const;
  try {
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync("apt-get", ["install", "-qq", "-y", "--no-install-recommends", name], options);
    return true;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    console.error(`apt-get could not install it: ${cause}`);
    return false;
  }
}
