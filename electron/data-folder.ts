/** Where the console keeps its journal, connections and practice region: the platform's place, or what was asked. */
import { join } from "node:path";

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function dataFolder(asked: string | null, around: Surroundings): string {
  const { env, home, platform } = around;
  const told = asked ?? env["BENNU_DATA"];
  if (told) return told;
  if (platform === "win32")
    return join(env["APPDATA"] ?? join(home, "AppData", "Roaming"), "Bennu");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Bennu");
  return join(env["XDG_CONFIG_HOME"] || join(home, ".config"), "bennu");
}
