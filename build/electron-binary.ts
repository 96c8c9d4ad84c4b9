/**
 * Whether Electron's binary is here. It is asked without importing `electron`, whose import would download it; the
 * download is tried once, through the package's own script, and only by someone who starts the desktop.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "./paths.ts";
import { runCommand } from "./run-command.ts";

const folder = "node_modules/electron";

/** Where the package itself would look; null if it isn't there. */
export function electronBinary(env: NodeJS.ProcessEnv = process.env): string | null {
  const pathFile = inProject(`${folder}/path.txt`);
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8") : null;
  const own = env["ELECTRON_OVERRIDE_DIST_PATH"];
  const binary = own ? join(own, name ?? "electron") : name && inProject(`${folder}/dist/${name}`);
  return binary && existsSync(binary) ? binary : null;
}

export async function fetchElectron(): Promise<string | null> {
  const found = electronBinary();
  if (found !== null || process.env["ELECTRON_SKIP_BINARY_DOWNLOAD"]) return found;
  console.error("Looking for Electron's binary ...");
  const { code } = await runCommand(process.execPath, [inProject(`${folder}/install.js`)]);
  return code === 0 ? electronBinary() : null;
}
