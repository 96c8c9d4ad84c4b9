/** Electron as far as the desktop uses it: records what it was told, lets a test raise its events. */
import { EventEmitter } from "node:events";
import type { BrowserWindowConstructorOptions } from "electron";
import type { ElectronApi } from "../../../electron/desktop/electron-api.ts";

export class FakeContents extends EventEmitter {
  readonly id: number;
  readonly sent: unknown[][] = [];
  openHandler: ((details: { url: string }) => { action: string }) | null = null;

  constructor(id: number) {
    super();
    this.id = id;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  isDestroyed(): boolean {
    return false;
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
}

export class FakeWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: FakeContents;
  readonly loaded: string[] = [];
  readonly bars: number[] = [];

  constructor(options: BrowserWindowConstructorOptions, id: number) {
    super();
    this.options = options;
    this.webContents = new FakeContents(id);
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
  setProgressBar(value: number): void {
    this.bars.push(value);
  }
  getNormalBounds() {
    return { x: 10, y: 20, width: 1200, height: 800 };
  }
  isDestroyed = () => false;
  isMaximized = () => false;
  isMinimized = () => false;
  maximize = () => undefined;
  restore = () => undefined;
  focus = () => undefined;
  show = () => undefined;
}

type PermissionRequest = (
  contents: unknown,
  permission: string,
  reply: (granted: boolean) => void,
  details: { requestingUrl: string },
) => void;

export class FakeSession {
  request: PermissionRequest | null = null;
  check: ((contents: unknown, permission: string, origin: string) => boolean) | null = null;
  device: (() => boolean) | null = null;
  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.request = handler;
  }
  setPermissionCheckHandler(
    handler: (contents: unknown, permission: string, origin: string) => boolean,
  ) {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
  setDisplayMediaRequestHandler(): void {}
}

class FakeApp extends EventEmitter {
  readonly done: string[] = [];
  readonly #isFirst: boolean;

  constructor(isFirst: boolean) {
    super();
    this.#isFirst = isFirst;
  }
  requestSingleInstanceLock(): boolean {
    return this.#isFirst;
  }
  enableSandbox(): void {
    this.done.push("enableSandbox");
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    this.done.push(`client ${scheme}`);
    return true;
  }
  async whenReady(): Promise<void> {
    this.done.push("ready");
  }
  quit(): void {
    this.done.push("quit");
  }
  exit(code: number): void {
    this.done.push(`exit ${String(code)}`);
  }
}

export type Invoked = (event: unknown, name: unknown, payload: unknown) => Promise<unknown>;

export function fakeElectron(isFirst = true) {
  const windows: FakeWindow[] = [];
  const app = new FakeApp(isFirst);
  const session = new FakeSession();
  const notifications: { title: string; body: string }[] = [];
  const errors: string[] = [];
  const invoked = new Map<string, Invoked>();
  const schemes: unknown[] = [];
  const pages = new Map<string, (request: Request) => Response>();
  const state = { focused: null as FakeWindow | null };

  class BrowserWindow extends FakeWindow {
    constructor(options: BrowserWindowConstructorOptions) {
      super(options, windows.length + 1);
      windows.push(this);
      app.emit("web-contents-created", {}, this.webContents);
    }
    static getAllWindows = () => windows;
    static getFocusedWindow = () => state.focused;
  }
  class Notification extends EventEmitter {
    static isSupported = () => true;
    constructor(options: { title: string; body: string }) {
      super();
      notifications.push(options);
    }
    show = () => undefined;
  }
  const openedOutside: string[] = [];
  const api = {
    app,
    BrowserWindow,
    Notification,
    dialog: { showErrorBox: (title: string, text: string) => errors.push(`${title}: ${text}`) },
    ipcMain: { handle: (channel: string, listener: Invoked) => invoked.set(channel, listener) },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: () => undefined,
    },
    protocol: {
      registerSchemesAsPrivileged: (list: unknown[]) => schemes.push(...list),
      handle: (scheme: string, handler: (request: Request) => Response) =>
        pages.set(scheme, handler),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: { defaultSession: session },
    shell: { openExternal: async (url: string) => void openedOutside.push(url) },
  };
  return {
    api: api as unknown as ElectronApi,
    app,
    windows,
    session,
    notifications,
    errors,
    invoked,
    schemes,
    pages,
    openedOutside,
    state,
  };
}
