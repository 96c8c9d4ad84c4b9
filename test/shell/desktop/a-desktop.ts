import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { rmSync } from "node:fs";
import type { OpenConsole } from "../../../electron/console.ts";
import { runDesktop } from "../../../electron/desktop/desktop.ts";
import type { PageFiles } from "../../../electron/page-files.ts";
import type { Session } from "../../../electron/ipc/session.ts";
import { fakeElectron } from "./fake-electron.ts";

export const pages: PageFiles = new Map([
  [
    "/index.html",
    { contentType: "text/html; charset=utf-8", body: Buffer.from("<!doctype html>") },
  ],
]);

/** A console that answers everything with null and remembers who asked what. */
export function aConsole() {
  const asked: { session: Session; name: unknown; payload: unknown }[] = [];
  const ended: string[] = [];
  const opened: OpenConsole = {
    handle: async (session, name, payload) => {
      asked.push({ session, name, payload });
      return { ok: true, value: null };
    },
    closeSession: (session) => void ended.push(session.id),
    close: async () => void ended.push("console"),
  };
  return { opened, asked, ended };
}

export async function aDesktop(args: readonly string[] = [], isFirst = true) {
  const dataDir = mkdtempSync(join(tmpdir(), "bennu-desktop-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const electron = fakeElectron(isFirst);
  const console = aConsole();
  await runDesktop(electron.api, {
    dataDir,
    preloadFile: "/app/preload.cjs",
    args,
    platform: "linux",
    readFiles: () => pages,
    openConsole: async () => console.opened,
  });
  return { ...electron, ...console, dataDir };
}
