import { join } from "node:path";
import { build } from "vite";
import { inProject } from "../../../build/paths.ts";

/** The console's process as one file: it is started thousands of times, and reading it took longer than running it. */
export async function bundledConsole(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: inProject("."),
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: "test/crash/anywhere/console-process.ts",
      outDir: folder,
      target: "node24",
      rollupOptions: { output: { entryFileNames: "console.mjs" } },
    },
  });
  return join(folder, "console.mjs");
}
