import Alert from "@cloudscape-design/components/alert";
import { useEffect, useState } from "react";
import { useClient } from "../client/client-context.tsx";
import { useLink } from "./use-link.ts";
import "./link-banner.css";

/** Says that the console behind this window can't be reached, and what that means. */
export function LinkBanner() {
  const isLinked = useLink();
  const { bridge } = useClient();
  if (isLinked) return null;
  return <LostLink isServed={bridge.host === "serve"} />;
}

const soonMs = 20_000;

/** A console that was started again has a new address and a new session: no window can find it by itself. */
function LostLink({ isServed }: { readonly isServed: boolean }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), soonMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="link-banner">
      <Alert type="error" header="The link to the console is lost">
        What you see is as it was then, and nothing can be asked for from here. If the console still
        runs, its operations go on; if it was stopped, they go on when it starts again.{" "}
        {isServed ? servedWords(isLong) : "Close this window and open Bennu again."}
      </Alert>
    </div>
  );
}

const servedWords = (isLong: boolean) =>
  isLong
    ? "It hasn't answered for a while. Look whether Bennu still runs where you started it. If it was started again, this window can't follow: open the address that it printed then. If the tunnel broke, mend it, and this window goes on by itself."
    : "This window tries again every few seconds.";
