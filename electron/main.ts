/** The desktop's entry: the only file beside preload.ts that imports Electron itself. */
import { mkdirSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { fileURLToPath } from "node:url";
import * as electron from "electron";
import packageJson from "../package.json" with { type: "json" };
import { awsFiles } from "./aws/credentials/profiles.ts";
import { parseCommandLine } from "./command-line.ts";
import { openConsole } from "./console.ts";
import { dataFolder } from "./data-folder.ts";
import { runDesktop } from "./desktop/desktop.ts";
import { pickFolder } from "./desktop/pick-folder.ts";
import { readPageFiles } from "./page-files.ts";
import { systemRandom } from "./random.ts";
import { seedRecipes, workerFiles } from "./workers.ts";

const { argv, env, platform } = process;
const own = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const args = argv.slice(electron.app.isPackaged ? 1 : 2);
const options = parseCommandLine(args.filter((arg) => !arg.startsWith("bennu://")));
const dataDir = dataFolder(options.data, { env, platform, home: homedir() });
mkdirSync(dataDir, { recursive: true });
electron.app.setPath("userData", dataDir);

// Not awaited: Electron becomes ready only after this module has been evaluated.
runDesktop(electron, {
  dataDir,
  preloadFile: own("preload.cjs"),
  args,
  platform,
  readFiles: () => readPageFiles(own("../renderer")),
  openConsole: () =>
    openConsole({
      dataDir,
      appVersion: packageJson.version,
      host: "desktop",
      wall: Date.now,
      user: userInfo().username,
      random: systemRandom,
      practice: { speed: options.speed, scenario: { seed: options.seed, startMs: Date.now() } },
      awsFiles: awsFiles(env),
      recipes: {
        folder: options.recipes,
        seeds: seedRecipes(import.meta.url),
        pickFolder: () => pickFolder(electron),
      },
      onFault: (message) => console.error(message),
      workers: workerFiles(import.meta.url),
    }),
}).catch((error: unknown) => {
  console.error(error);
  electron.app.exit(1);
});
