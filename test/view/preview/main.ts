import { previewBridge } from "./preview-bridge.ts";

Object.assign(window, { bennu: previewBridge() });
await import("../../../renderer/main.tsx");
