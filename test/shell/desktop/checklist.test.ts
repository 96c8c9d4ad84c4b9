/** Electron's security checklist, point by point: https://www.electronjs.org/docs/latest/tutorial/security */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contentPolicy } from "../../../electron/content-policy.ts";
import { safePreferences } from "../../../electron/desktop/console-window.ts";
import { mayOpenExternally } from "../../../electron/desktop/external-links.ts";
import { pageFor } from "../../../electron/desktop/page-protocol.ts";
import { fuses } from "../../../build/fuses.ts";
import { aDesktop, pages } from "./a-desktop.ts";

const preferences = safePreferences("/app/preload.cjs");
const source = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

function aNavigation() {
  const navigation = { prevented: false, preventDefault: () => void (navigation.prevented = true) };
  return navigation;
}

const refusedEvents = [
  "will-navigate",
  "will-frame-navigate",
  "will-redirect",
  "will-attach-webview",
];

const points: readonly (readonly [point: string, holds: () => void | Promise<void>])[] = [
  [
    "1 only secure content is loaded",
    async () => {
      const { windows } = await aDesktop();
      expect(windows[0]?.loaded).toEqual(["app://bennu/index.html"]);
    },
  ],
  [
    "2 no Node integration",
    () => {
      expect(preferences).toMatchObject({
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
      });
    },
  ],
  ["3 context isolation", () => expect(preferences.contextIsolation).toBe(true)],
  [
    "4 sandbox, of every renderer and before the first",
    async () => {
      const { app } = await aDesktop();
      expect(preferences.sandbox).toBe(true);
      expect(app.done[0]).toBe("enableSandbox");
    },
  ],
  [
    "5 permission requests are refused",
    async () => {
      const { session } = await aDesktop();
      const granted: boolean[] = [];
      for (const permission of [
        "media",
        "geolocation",
        "notifications",
        "openExternal",
        "usb",
        "fileSystem",
      ])
        session.request?.({}, permission, (yes) => granted.push(yes), {
          requestingUrl: "app://bennu/index.html",
        });
      expect(granted).toEqual([false, false, false, false, false, false]);
      expect(session.check?.({}, "media", "app://bennu")).toBe(false);
      expect(session.device?.()).toBe(false);
    },
  ],
  ["6 webSecurity is on", () => expect(preferences.webSecurity).toBe(true)],
  [
    "7 a content policy on every page",
    () => {
      const answer = pageFor(pages, new Request("app://bennu/index.html"));
      expect(answer.headers.get("content-security-policy")).toBe(contentPolicy);
      expect(contentPolicy).toContain("default-src 'none'");
      expect(contentPolicy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    },
  ],
  [
    "8 no insecure content in a secure page",
    () => expect(preferences.allowRunningInsecureContent).toBe(false),
  ],
  ["9 no experimental features", () => expect(preferences.experimentalFeatures).toBe(false)],
  ["10 no Blink features", () => expect(preferences).not.toHaveProperty("enableBlinkFeatures")],
  ["11 no webview, so none that allows pop-ups", () => expect(preferences.webviewTag).toBe(false)],
  [
    "12 a webview that is attached all the same is refused",
    async () => {
      const { windows } = await aDesktop();
      const navigation = aNavigation();
      windows[0]?.webContents.emit("will-attach-webview", navigation);
      expect(navigation.prevented).toBe(true);
    },
  ],
  [
    "13 navigation is refused",
    async () => {
      const { windows } = await aDesktop();
      for (const name of refusedEvents) {
        const navigation = aNavigation();
        windows[0]?.webContents.emit(name, navigation);
        expect(navigation.prevented, name).toBe(true);
      }
    },
  ],
  [
    "14 new windows are refused",
    async () => {
      const { windows } = await aDesktop();
      expect(windows[0]?.webContents.openHandler?.({ url: "https://example.com/" })).toEqual({
        action: "deny",
      });
    },
  ],
  [
    "15 only listed https pages go to the system's browser",
    async () => {
      const { windows, openedOutside } = await aDesktop();
      for (const url of ["https://docs.aws.amazon.com/ec2/", ...hostile])
        windows[0]?.webContents.openHandler?.({ url });
      expect(openedOutside).toEqual(["https://docs.aws.amazon.com/ec2/"]);
    },
  ],
  [
    "16 a current Electron",
    () => {
      expect(JSON.parse(source("package.json"))).toHaveProperty(
        "devDependencies.electron",
        "45.4.1",
      );
    },
  ],
  [
    "17 the sender of every message is checked",
    async () => {
      const { invoked, asked, windows } = await aDesktop();
      const ask = invoked.get("bennu:request");
      const sender = windows[0]?.webContents;
      for (const senderFrame of foreignFrames)
        expect(await ask?.({ sender, senderFrame }, "console:hello", {})).toMatchObject({
          ok: false,
        });
      const own = { url: "app://bennu/index.html#/fleets", parent: null };
      expect(
        await ask?.({ sender: { id: 99 }, senderFrame: own }, "console:hello", {}),
      ).toMatchObject({ ok: false });
      expect(asked.filter(({ name }) => name === "console:hello")).toHaveLength(0);
      expect(await ask?.({ sender, senderFrame: own }, "console:hello", {})).toMatchObject({
        ok: true,
      });
    },
  ],
  [
    "18 an own scheme in place of file://",
    async () => {
      const { schemes, pages: handlers } = await aDesktop();
      expect(schemes).toEqual([
        { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
      ]);
      expect([...handlers.keys()]).toEqual(["app"]);
      for (const path of [
        "/../package.json",
        "/%2e%2e/package.json",
        "/etc/passwd",
        "//etc/passwd",
      ])
        expect(pageFor(pages, { url: `app://bennu${path}`, method: "GET" }).status, path).toBe(404);
      expect(pageFor(pages, { url: "app://other/index.html", method: "GET" }).status).toBe(404);
    },
  ],
  [
    "19 fuses are set",
    () => {
      expect(fuses).toMatchObject({
        runAsNode: false,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        grantFileProtocolExtraPrivileges: false,
        enableCookieEncryption: true,
        onlyLoadAppFromAsar: true,
        enableEmbeddedAsarIntegrityValidation: true,
        loadBrowserProcessSpecificV8Snapshot: false,
      });
    },
  ],
  [
    "20 the preload exposes the bridge and nothing of Electron",
    () => {
      const exposed = source("electron/preload.ts").match(/exposeInMainWorld\([^)]*\)/g);
      expect(exposed).toEqual(['exposeInMainWorld("bennu", bridge)']);
      expect(source("electron/preload.ts")).toContain("(_event, pushed: ConsoleEvent)");
    },
  ],
];

const hostile = [
  "http://docs.aws.amazon.com/",
  "https://docs.aws.amazon.com.evil.example/",
  "https://docs.aws.amazon.com@evil.example/",
  "https://docs.aws.amazon.com:8443/",
  "https://evil.example/docs.aws.amazon.com",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "smb://docs.aws.amazon.com/share",
  "not an address",
];

const foreignFrames = [
  null,
  { url: "https://evil.example/", parent: null },
  { url: "app://bennu.evil.example/", parent: null },
  { url: "app://bennu@evil.example/", parent: null },
  { url: "app://bennu:80/", parent: null },
  { url: "app://other/index.html", parent: null },
  { url: "file:///index.html", parent: null },
  { url: "app://bennu/index.html", parent: { url: "app://bennu/index.html" } },
];

describe("Electron's checklist", () => {
  test.each(points)("%s", async (_point, holds) => {
    await holds();
  });

  test("names all twenty", () => expect(points).toHaveLength(20));

  test.each(hostile)("%s stays closed", (url) => expect(mayOpenExternally(url)).toBe(false));
});
