import { fetchElectron } from "../electron-binary.ts";
import { ensureBuilt } from "../ensure-built.ts";
import { packageApp } from "../packager.ts";
import { inProject } from "../paths.ts";

/** A folder with the program for this platform, in dist/. */
export async function run(): Promise<void> {
  await ensureBuilt();
  if ((await fetchElectron()) === null) {
    console.error(
      "Packaging needs Electron's binary, which can't be had here. A test packages with a stand-in.",
    );
    process.exitCode = 1;
    return;
  }
  const output = inProject("dist");
  await packageApp({
    electronDist: inProject("node_modules/electron/dist"),
    output,
    platform: "own",
  });
  console.log(`Packaged into ${output}`);
}
