/**
 * One timer for all that shows passing time. A component that derives a text from the time is drawn again only when
 * the text changes.
 */
import { createContext, useContext, useSyncExternalStore } from "react";

export interface Ticker {
  /** The console's wall clock, which may differ from this machine's over a tunnel. */
  readonly nowMs: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  /** How far the console's clock is ahead of this machine's. */
  readonly correctBy: (aheadMs: number) => void;
}

export function createTicker(readWallMs: () => number, everyMs: number): Ticker {
  const listeners = new Set<() => void>();
  let aheadMs = 0;
  let nowMs = readWallMs();
  let timer: ReturnType<typeof setInterval> | null = null;
  const tick = () => {
    nowMs = readWallMs() + aheadMs;
    for (const listener of listeners) listener();
  };
  return {
    nowMs: () => nowMs,
    correctBy: (ms) => {
      aheadMs = ms;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(tick, everyMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
  };
}

const TickerContext = createContext<Ticker | null>(null);
export const TickerProvider = TickerContext.Provider;

function useTicker(): Ticker {
  const ticker = useContext(TickerContext);
  if (ticker === null) throw new Error("No ticker above this component");
  return ticker;
}

/** A primitive value derived from the wall clock; drawn again only when it changes. */
export function useTicking<Value extends string | number | boolean>(
  derive: (wallMs: number) => Value,
): Value {
  const ticker = useTicker();
  return useSyncExternalStore(ticker.subscribe, () => derive(ticker.nowMs()));
}
