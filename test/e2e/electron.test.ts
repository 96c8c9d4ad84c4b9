/** The desktop in real Electron. Where its binary can't be had, nothing is registered and a line says so. */
import { _electron } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { electronBinary } from "../../build/electron-binary.ts";
import { inProject } from "../../build/paths.ts";
import { freshDataFolder } from "./harness.ts";

const executablePath = electronBinary();

async function startDesktop() {
  if (executablePath === null) throw new Error("No Electron here.");
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const app = await _electron.launch({
    executablePath,
    args: [...asRoot, inProject("."), "--data", freshDataFolder()],
  });
  onTestFinished(() => app.close());
  return { app, page: await app.firstWindow() };
}

describe("the desktop", () => {
  test("is run where Electron's binary is", () => {
    if (executablePath === null)
      console.log("Skipped: the real desktop's tests, because Electron's binary is not here.");
    expect(executablePath === null || executablePath.length > 0).toBe(true);
  });

  if (executablePath === null) return;

  test("opens on the fleets over its own scheme, with no Node in the page", async () => {
    const { page } = await startDesktop();
    await page.getByRole("heading", { name: "Fleets", level: 1 }).waitFor();
    expect(page.url()).toMatch(/^app:\/\/bennu\//);
    expect(
      await page.evaluate(() =>
        ["require", "process", "module"].filter((name) => name in globalThis),
      ),
    ).toEqual([]);
    expect(
      await page.evaluate(() =>
        Object.keys((globalThis as { bennu?: object }).bennu ?? {}).toSorted(),
      ),
    ).toEqual(["host", "onEvent", "onLink", "request"]);
  });

  test("listens on no socket", async () => {
    const { app } = await startDesktop();
    const servers = await app.evaluate(() => {
      const handles = process.getActiveResourcesInfo();
      return handles.filter((name) => name === "TCPServerWrap");
    });
    expect(servers).toEqual([]);
  });

  test("stays where it is", async () => {
    const { app, page } = await startDesktop();
    await page.getByRole("heading", { name: "Fleets", level: 1 }).waitFor();
    await page.evaluate(() => void window.open("https://example.com/"));
    await page.evaluate(() => void (location.href = "https://example.com/"));
    await page.getByRole("heading", { name: "Fleets", level: 1 }).waitFor();
    expect(app.windows()).toHaveLength(1);
    expect(page.url()).toMatch(/^app:\/\/bennu\//);
  });
});
