import { useEffect, useState } from "react";
import { applyBrand } from "../theme/brand.ts";
import { useRequest } from "../client/requests.ts";
import { createTicker, TickerProvider } from "../ui/ticker.ts";
import { RollbackProvider } from "../components/operations/RollbackProvider.tsx";
import { Shell } from "./Shell.tsx";

/** The whole console of one window. */
export function App() {
  useEffect(() => applyBrand(document), []);
  return (
    <ConsoleTime>
      <RollbackProvider>
        <Shell />
      </RollbackProvider>
    </ConsoleTime>
  );
}

/** The console's clock may differ from this machine's: over a tunnel they are two machines. */
function ConsoleTime({ children }: { readonly children: React.ReactNode }) {
  const hello = useRequest("console:hello", {}, { staleTimeMs: Infinity });
  const [openedAtMs] = useState(() => Date.now());
  const wallMs = hello.data?.wallMs;
  const [ticker] = useState(() => {
    const offset = { ms: 0 };
    return { offset, ...createTicker(() => Date.now() + offset.ms, 500) };
  });
  useEffect(() => {
    if (wallMs === undefined) return;
    const answeredMs = hello.dataUpdatedAt === 0 ? openedAtMs : hello.dataUpdatedAt;
    ticker.offset.ms = offsetOf(wallMs, answeredMs);
  }, [wallMs, hello.dataUpdatedAt, openedAtMs, ticker]);
  return <TickerProvider value={ticker}>{children}</TickerProvider>;
}

/** Under two seconds is the way of the answer, not a difference of clocks. */
function offsetOf(hostMs: number, hereMs: number): number {
  const difference = hostMs - hereMs;
  return Math.abs(difference) < 2000 ? 0 : difference;
}
