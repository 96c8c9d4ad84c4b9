import type { Menu, MenuItemConstructorOptions } from "electron";

export interface MenuActions {
  newWindow(): void;
  show(hash: string): void;
}

const screens: readonly (readonly [label: string, hash: string])[] = [
  ["Fleets", "#/fleets"],
  ["Replacements", "#/replacements"],
  ["Images", "#/images"],
  ["Bakes", "#/bakes"],
  ["Journal", "#/journal"],
  ["Connections", "#/connections"],
];

export function menuTemplate(actions: MenuActions, onMac: boolean): MenuItemConstructorOptions[] {
  const go: MenuItemConstructorOptions[] = screens.map(([label, hash], index) => ({
    label,
    accelerator: `CmdOrCtrl+${String(index + 1)}`,
    click: () => actions.show(hash),
  }));
  const file: MenuItemConstructorOptions[] = [
    { label: "New window", accelerator: "CmdOrCtrl+Shift+N", click: () => actions.newWindow() },
    { type: "separator" },
    { role: onMac ? "close" : "quit" },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    { type: "separator" },
    { role: "togglefullscreen" },
  ];
  return [
    ...(onMac ? [{ role: "appMenu" } as const] : []),
    { label: "File", submenu: file },
    { role: "editMenu" },
    { label: "Go", submenu: go },
    { label: "View", submenu: view },
    { role: "windowMenu" },
  ];
}

export function installMenu(menu: typeof Menu, actions: MenuActions, onMac: boolean): void {
  menu.setApplicationMenu(menu.buildFromTemplate(menuTemplate(actions, onMac)));
}
