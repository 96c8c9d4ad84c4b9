/** Runs sandboxed before the page and gives it one thing: the Bridge. Neither ipcRenderer nor an event leaves here. */
import { contextBridge, ipcRenderer } from "electron";
import type { Bridge } from "../shared/contract/bridge.ts";
import type { ConsoleEvent } from "../shared/contract/topics.ts";
import { channels } from "./desktop/channels.ts";

const listeners = new Set<(event: ConsoleEvent) => void>();
ipcRenderer.on(channels.event, (_event, pushed: ConsoleEvent) => {
  for (const listener of listeners) listener(pushed);
});

const bridge: Bridge = {
  host: "desktop",
  request: (name, payload) => ipcRenderer.invoke(channels.request, name, payload),
  onEvent: (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  // Main and its windows live and die together: this link is never down.
  onLink: () => () => undefined,
};

contextBridge.exposeInMainWorld("bennu", bridge);
