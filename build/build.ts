/**
 * The three builds: main and its workers as ES modules with every library inside (only `electron` is left out),
 * the sandboxed preload as CommonJS, the renderer as static files for `app://` and for the loopback host alike.
 * Types are checked by `npm run check`, not here.
 */
import { cpSync } from "node:fs";
import { builtinModules } from "node:module";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import type { InlineConfig } from "vite";
import { inProject } from "./paths.ts";

/** Each is a file of its own in out/electron, because something starts it by its name. */
export const mainEntries: Readonly<Record<string, string>> = {
  main: "electron/main.ts",
  serve: "electron/serve.ts",
  "practice-cloud": "electron/practice-cloud.ts",
  "practice-worker": "electron/practice/practice-worker.ts",
  "inventory-worker": "electron/inventory/inventory-worker.ts",
};

const external = ["electron", /^node:/, ...builtinModules];
const common: InlineConfig = { configFile: false, logLevel: "warn", envDir: false };

async function buildMain(entries: Readonly<Record<string, string>>): Promise<void> {
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, inProject(file)]),
  );
  const output = {
    format: "es",
    entryFileNames: "[name].js",
    chunkFileNames: "chunk-[name]-[hash].js",
  } as const;
  await buildForNode({ input, external, output }, true);
}

async function buildPreload(): Promise<void> {
  const input = { preload: inProject("electron/preload.ts") };
  await buildForNode(
    { input, external, output: { format: "cjs", entryFileNames: "[name].cjs" } },
    false,
  );
}

type Bundle = NonNullable<NonNullable<InlineConfig["build"]>["rolldownOptions"]>;

async function buildForNode(rolldownOptions: Bundle, emptyOutDir: boolean): Promise<void> {
  await build({
    ...common,
    root: inProject("."),
    publicDir: false,
    resolve: { conditions: ["node"], mainFields: ["module", "main"] },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: "node24",
      outDir: "out/electron",
      emptyOutDir,
      minify: "oxc",
      rolldownOptions,
    },
  });
}

const pageFiles = [
  { name: "start", test: /renderer\/show-console\.tsx$/ },
  // What loads the others; in the first one of them, it would have to be waited for.
  { name: "fetching", test: /vite\/preload-helper/, priority: 1 },
];

/**
 * What the first screen needs is one file: two dozen small ones are fetched more slowly than one of their size. Before
 * it comes a small one that reaches for the console meanwhile.
 */
async function buildRenderer(): Promise<void> {
  await build({
    ...common,
    root: inProject("renderer"),
    base: "./",
    plugins: [react()],
    // The XML reader asks for Node's streams where there are any, and does without.
    resolve: { alias: { stream: inProject("renderer/no-streams.ts") } },
    build: {
      target: "chrome140",
      outDir: inProject("out/renderer"),
      emptyOutDir: true,
      // Inlined fonts and pictures would need a wider content policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { output: { codeSplitting: { groups: pageFiles } } },
    },
  });
}

/** Whoever starts it (a test has an environment of its own) gets the same build: the one that is shipped. */
export async function buildAll(): Promise<void> {
  process.env["NODE_ENV"] = "production";
  await buildMain(mainEntries);
  await buildPreload();
  await buildRenderer();
  cpSync(inProject("electron/practice/recipes"), inProject("out/recipes"), { recursive: true });
}
