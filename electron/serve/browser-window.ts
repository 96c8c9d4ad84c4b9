/** Opens the console's page in an app-mode window of a Chromium-family browser, where there is a display. */
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface BrowserSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
}

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "brave-browser",
  "chrome.exe",
  "msedge.exe",
];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** CHROME_PATH, else the first that the PATH or the usual places have; null if there is none. */
export function findBrowser(env: BrowserSurroundings["env"]): string | null {
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const asked = env["CHROME_PATH"] ? [env["CHROME_PATH"]] : [];
  return [...asked, ...onPath, ...places].find(canRun) ?? null;
}

export function hasDisplay({ platform, env }: BrowserSurroundings): boolean {
  if (platform === "darwin" || platform === "win32") return true;
  return Boolean(env["DISPLAY"] ?? env["WAYLAND_DISPLAY"]);
}

/** A profile of its own keeps the window apart from the user's browsing. */
export function browserFlags(url: string, profileDir: string, isRoot: boolean): string[] {
  const flags = [
    `--app=${url}`,
    `--user-data-dir=${profileDir}`,
    "--no-first-run",
    "--no-default-browser-check",
  ];
  const quiet = [
    "--disable-background-networking",
    "--disable-component-update",
    "--window-size=1440,900",
  ];
  return isRoot ? [...flags, ...quiet, "--no-sandbox", "--test-type"] : [...flags, ...quiet];
}

/** False: no browser, or it could not be started; then the address must be printed for a person. */
export function openBrowserWindow(
  url: string,
  profileDir: string,
  around: BrowserSurroundings,
): Promise<boolean> {
  const browser = hasDisplay(around) ? findBrowser(around.env) : null;
  if (browser === null) return Promise.resolve(false);
  const child = spawn(browser, browserFlags(url, profileDir, around.isRoot), {
    stdio: "ignore",
    detached: true,
  });
  child.unref();
  return new Promise((resolve) => {
    child.once("spawn", () => resolve(true));
    child.once("error", () => resolve(false));
  });
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: the next one is tried.
    return false;
  }
}
