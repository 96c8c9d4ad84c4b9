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
  const wallMs = hello.data?.wallMs;
  const [ticker] = useState(() => createTicker(() => Date.now(), 500));
  useEffect(() => {
    if (wallMs === undefined) return;
    ticker.correctBy(aheadOf(wallMs, hello.dataUpdatedAt));
  }, [wallMs, hello.dataUpdatedAt, ticker]);
  return <TickerProvider value={ticker}>{children}</TickerProvider>;
}

/** Under two seconds is the way of the answer, not a difference of clocks. */
function aheadOf(hostMs: number, hereMs: number): number {
  const difference = hostMs - hereMs;
  return Math.abs(difference) < 2000 ? 0 : difference;
}
