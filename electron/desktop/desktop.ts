/**
 * The desktop host: puts windows, protocol, refusals, menu and attention round one console. Electron comes as an
 * argument. It opens no socket. A second start hands its link to the first one and ends.
 */
import { join } from "node:path";
import type { BrowserWindow } from "electron";
import { toErrorData } from "../../shared/errors.ts";
import type { OpenConsole } from "../console.ts";
import type { PageFiles } from "../page-files.ts";
import { Attention } from "./attention.ts";
import { openWindow, showPage } from "./console-window.ts";
import { linkAmong, hashOfLink } from "./deep-links.ts";
import type { ElectronApi } from "./electron-api.ts";
import { installMenu } from "./menu.ts";
import { declareScheme, servePages } from "./page-protocol.ts";
import { refuseInEveryPage, refusePermissions } from "./refusals.ts";
import { WindowBridge } from "./window-bridge.ts";

export interface DesktopOptions {
  readonly dataDir: string;
  readonly preloadFile: string;
  readonly args: readonly string[];
  readonly platform: NodeJS.Platform;
  readFiles(): PageFiles;
  openConsole(): Promise<OpenConsole>;
}

/** Resolves when the first window is being shown, or when the app is on its way out. */
export async function runDesktop(electron: ElectronApi, options: DesktopOptions): Promise<void> {
  const { app } = electron;
  app.enableSandbox();
  declareScheme(electron.protocol);
  refuseInEveryPage(app, electron.shell);
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.setAsDefaultProtocolClient("bennu");
  await app.whenReady();
  refusePermissions(electron.session.defaultSession);
  try {
    servePages(electron.protocol, options.readFiles());
    new Desktop(electron, options, await options.openConsole()).start();
  } catch (error) {
    electron.dialog.showErrorBox("Bennu could not start", toErrorData(error).message);
    app.exit(1);
  }
}

class Desktop {
  readonly #electron: ElectronApi;
  readonly #options: DesktopOptions;
  readonly #console: OpenConsole;
  readonly #bridge: WindowBridge;
  readonly #attention: Attention;
  #closed = false;

  constructor(electron: ElectronApi, options: DesktopOptions, opened: OpenConsole) {
    this.#electron = electron;
    this.#options = options;
    this.#console = opened;
    this.#bridge = new WindowBridge(opened);
    this.#attention = new Attention(opened, {
      makeNotification: electron.Notification,
      windows: () => electron.BrowserWindow.getAllWindows(),
      hasFocus: () => electron.BrowserWindow.getFocusedWindow() !== null,
      show: (hash) => this.#show(hash),
    });
  }

  start(): void {
    const { app, ipcMain, Menu } = this.#electron;
    this.#bridge.listen(ipcMain);
    const actions = {
      newWindow: () => void this.#open(""),
      show: (hash: string) => this.#show(hash),
    };
    installMenu(Menu, actions, this.#options.platform === "darwin");
    app.on("second-instance", (_event, args) => this.#show(linkAmong(args) ?? ""));
    app.on("open-url", (_event, url) => this.#show(hashOfLink(url) ?? ""));
    app.on("activate", () => this.#show(""));
    app.on("window-all-closed", () => this.#allClosed());
    app.on("will-quit", (event) => this.#quit(event));
    this.#open(linkAmong(this.#options.args) ?? "");
    this.#attention.start().catch((error: unknown) => {
      console.error(`Progress can't be shown in the task bar: ${String(error)}`);
    });
  }

  #open(hash: string): BrowserWindow {
    const { BrowserWindow, screen } = this.#electron;
    const window = openWindow(BrowserWindow, this.#places(screen), hash);
    this.#bridge.admit(window.webContents);
    return window;
  }

  #places(screen: ElectronApi["screen"]) {
    return {
      preloadFile: this.#options.preloadFile,
      stateFile: join(this.#options.dataDir, "window.json"),
      displays: screen.getAllDisplays().map((display) => display.workArea),
    };
  }

  /** Brings a window to the front, on that screen if one is named; opens one if there is none. */
  #show(hash: string): void {
    const [window] = this.#electron.BrowserWindow.getAllWindows();
    if (!window) return void this.#open(hash);
    if (window.isMinimized()) window.restore();
    window.focus();
    if (hash !== "") showPage(window, hash);
  }

  #allClosed(): void {
    if (this.#options.platform !== "darwin") this.#electron.app.quit();
  }

  /** The console is closed in order before the process ends; its operations go on at the next start. */
  #quit(event: { preventDefault(): void }): void {
    if (this.#closed) return;
    event.preventDefault();
    this.#closed = true;
    this.#attention.stop();
    this.#console
      .close()
      .catch((error: unknown) => console.error(toErrorData(error).message))
      .finally(() => this.#electron.app.quit());
  }
}
