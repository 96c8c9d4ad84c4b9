import type { Bridge } from "../shared/contract/bridge.ts";

declare global {
  interface Window {
    /** Put there by the desktop's preload; absent in a browser. */
    readonly bennu?: Bridge;
  }
}
