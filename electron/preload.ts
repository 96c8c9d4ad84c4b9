import { contextBridge } from "electron";
contextBridge.exposeInMainWorld("bennu", {});
