/**
 * What the desktop takes of Electron, as types only: main.ts alone imports the real thing and passes it in, so that
 * every rule here is tested without Electron's binary.
 */
import type electron from "electron";

export type ElectronApi = Pick<
  typeof electron,
  | "app"
  | "BrowserWindow"
  | "dialog"
  | "ipcMain"
  | "Menu"
  | "Notification"
  | "protocol"
  | "screen"
  | "session"
  | "shell"
>;
