/** One window of the console. Its preferences are the security rules; none is left to a default. */
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebPreferences,
} from "electron";
import { startPage } from "./page-protocol.ts";
import { isReachable, readWindowState, writeWindowState } from "./window-state.ts";

export interface WindowPlaces {
  readonly preloadFile: string;
  readonly stateFile: string;
  /** Work areas of the displays that are there now. */
  readonly displays: readonly Rectangle[];
}

export function safePreferences(preloadFile: string): WebPreferences {
  return {
    preload: preloadFile,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  };
}

export function windowOptions(places: WindowPlaces): BrowserWindowConstructorOptions {
  const kept = readWindowState(places.stateFile);
  const { x, y, width, height } = kept ?? { x: 0, y: 0, width: 1440, height: 900 };
  const position = kept && isReachable({ x, y, width, height }, places.displays) ? { x, y } : {};
  return {
    ...position,
    width,
    height,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: "Bennu",
    webPreferences: safePreferences(places.preloadFile),
  };
}

/** `hash` is a screen's address (`#/fleets`), or empty for the first screen. */
export function openWindow(
  make: typeof BrowserWindow,
  places: WindowPlaces,
  hash: string,
): BrowserWindow {
  const window = new make(windowOptions(places));
  if (readWindowState(places.stateFile)?.maximised) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () => keepState(window, places.stateFile));
  showPage(window, hash);
  return window;
}

export function showPage(window: Pick<BrowserWindow, "loadURL">, hash: string): void {
  window.loadURL(`${startPage}${hash}`).catch((error: unknown) => {
    console.error(`The window could not load its page: ${String(error)}`);
  });
}

function keepState(window: BrowserWindow, stateFile: string): void {
  writeWindowState(stateFile, { ...window.getNormalBounds(), maximised: window.isMaximized() });
}
