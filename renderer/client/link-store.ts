import type { Bridge } from "../../shared/contract/bridge.ts";

export interface LinkStore {
  readonly isUp: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Whether the console can be reached, for whoever asks later than it was said. */
export function linkStore(bridge: Bridge): LinkStore {
  let up = true;
  const listeners = new Set<() => void>();
  bridge.onLink((now) => {
    up = now;
    for (const listener of listeners) listener();
  });
  return {
    isUp: () => up,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
