/** Draws one window: the console, or why there is none. */
import { StrictMode, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import type { Bridge } from "../shared/contract/bridge.ts";
import type { OpenedBridge } from "./client/bridge.ts";
import { ClientProvider, makeClient } from "./client/client-context.tsx";
import { App } from "./shell/App.tsx";
import { NoSession } from "./shell/NoSession.tsx";

export function showConsole(place: HTMLElement, opened: OpenedBridge): void {
  const root = createRoot(place);
  if (opened.kind === "no-session") return showNoSession(root, opened.message);
  draw(
    root,
    <ClientProvider client={startedClient(opened.bridge)}>
      <App />
    </ClientProvider>,
  );
  void opened.ended?.then((message) => showNoSession(root, message));
}

/** The tables that every screen shows are asked for before the first drawing, which takes longer than the answer. */
function startedClient(bridge: Bridge) {
  const client = makeClient(bridge);
  for (const topic of ["connections", "fleets", "operations"] as const) client.topics.warm(topic);
  return client;
}

const showNoSession = (root: Root, message: string) => draw(root, <NoSession message={message} />);

const draw = (root: Root, content: ReactNode) => root.render(<StrictMode>{content}</StrictMode>);
