/**
 * Finds the one bridge to the host: the preload's `window.bennu`, else the WebSocket's twin of it. In a browser the
 * one-time token of the address is exchanged for the session's cookie first and taken out of the address.
 */
import type { Bridge } from "../../shared/contract/bridge.ts";
import { SocketBridge } from "./socket-bridge.ts";

export type OpenedBridge =
  | {
      readonly kind: "open";
      readonly bridge: Bridge;
      /** Says why, once the host answers again and doesn't know this window any more. */
      readonly ended: Promise<string> | null;
    }
  | { readonly kind: "no-session"; readonly message: string };

const noSession =
  "This window has no session with the console: its address was used already, or the console was started again. " +
  "Nothing was stopped by that; operations go on in the console. " +
  "Start Bennu again, or open the address that it printed last.";

export async function openBridge(): Promise<OpenedBridge> {
  if (window.bennu) return { kind: "open", bridge: window.bennu, ended: null };
  const token = takeToken();
  const entered = token !== null && (await fetch("/session", { method: "POST", body: token })).ok;
  if (!entered && !(await fetch("/session")).ok) return { kind: "no-session", message: noSession };
  const { host } = window.location;
  const bridge = new SocketBridge(() => new WebSocket(`ws://${host}/rpc`));
  return { kind: "open", bridge, ended: sessionEnd(bridge) };
}

const askAgainMs = 2_000;

/** A WebSocket isn't told why it was refused: while the link is down, the session itself is asked for. */
function sessionEnd(bridge: Bridge): Promise<string> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const ask = async () => {
      const answer = await fetch("/session").catch(() => null);
      if (answer !== null && !answer.ok) resolve(noSession);
    };
    bridge.onLink((up) => {
      clearInterval(timer);
      if (!up) timer = setInterval(() => void ask(), askAgainMs);
    });
  });
}

/** The token of `#token=…`, which leaves the address and the history at once; null if there is none. */
function takeToken(): string | null {
  const token = /^#token=([\w-]+)$/.exec(window.location.hash)?.[1] ?? null;
  if (token !== null) history.replaceState(null, "", window.location.pathname);
  return token;
}
