/**
 * electron-builder's configuration. Only what out/ holds is packed: everything is bundled, so no node_modules. Fuses
 * are set here and read back by a test.
 */
import type { Configuration } from "electron-builder";
import { fuses } from "./fuses.ts";
import { inProject } from "./paths.ts";

export const packagerConfig: Configuration = {
  appId: "dev.bennu.console",
  productName: "Bennu",
  copyright: "Apache-2.0",
  directories: { output: "dist", buildResources: "build/resources" },
  files: [
    "package.json",
    "LICENSE",
    "out/electron/**/*",
    "out/renderer/**/*",
    "out/recipes/**/*",
    "!node_modules/**/*",
    "!**/*.map",
  ],
  asar: true,
  npmRebuild: false,
  nodeGypRebuild: false,
  buildDependenciesFromSource: false,
  electronFuses: { ...fuses, resetAdHocDarwinSignature: true },
  protocols: [{ name: "Bennu", schemes: ["bennu"] }],
  linux: { target: ["dir"], category: "Development", executableName: "bennu", maintainer: "Bennu" },
  mac: { target: ["dir"], category: "public.app-category.developer-tools", hardenedRuntime: true },
  win: { target: ["dir"] },
};

export interface PackageOptions {
  /** A folder with an unpacked Electron of that platform. */
  readonly electronDist: string;
  readonly output: string;
  readonly platform: "linux" | "own";
}

export async function packageApp({
  electronDist,
  output,
  platform,
}: PackageOptions): Promise<void> {
  const { build, Platform } = await import("electron-builder");
  const directories = { ...packagerConfig.directories, output };
  const config: Configuration = { ...packagerConfig, electronDist, directories };
  const targets = (platform === "linux" ? Platform.LINUX : Platform.current()).createTarget("dir");
  await build({ projectDir: inProject("."), config, targets, publish: "never" });
}
