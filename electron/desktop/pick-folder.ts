/** Lets the user pick a folder in the system's own dialog, before the window that has the focus. */
import type { ElectronApi } from "./electron-api.ts";

type Dialogs = Pick<ElectronApi, "dialog" | "BrowserWindow">;

/** Null: none was picked. */
export async function pickFolder({ dialog, BrowserWindow }: Dialogs): Promise<string | null> {
  const options = { title: "Open a folder of recipes", properties: ["openDirectory" as const] };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
}
