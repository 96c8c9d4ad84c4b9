import { spawn } from "node:child_process";
import { fetchElectron } from "../electron-binary.ts";
import { ensureBuilt } from "../ensure-built.ts";
import { inProject } from "../paths.ts";
import { run as serve } from "./serve.ts";

/** The desktop where Electron's binary is, or can be had; else the same console in a browser's window. */
export async function run(options: readonly string[]): Promise<void> {
  await ensureBuilt();
  const electron = await fetchElectron();
  if (electron !== null && hasDisplay()) return startDesktop(electron, options);
  console.error(
    electron === null
      ? "Electron's binary can't be had here, so the same console opens in a browser's window."
      : "There is no display here, so the same console is served to a browser.",
  );
  await serve(options);
}

function hasDisplay(): boolean {
  const { env, platform } = process;
  return platform !== "linux" || Boolean(env["DISPLAY"] ?? env["WAYLAND_DISPLAY"]);
}

function startDesktop(electron: string, options: readonly string[]): void {
  const asRoot = process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child = spawn(electron, [...asRoot, inProject("."), ...options], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}
