import "./theme/theme.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { openBridge } from "./client/bridge.ts";
import { ClientProvider, makeClient } from "./client/client-context.tsx";
import { App } from "./shell/App.tsx";
import { NoSession } from "./shell/NoSession.tsx";

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");
const root = createRoot(place);

const opened = await openBridge();
root.render(
  <StrictMode>
    {opened.kind === "no-session" ? (
      <NoSession message={opened.message} />
    ) : (
      <ClientProvider client={makeClient(opened.bridge)}>
        <App />
      </ClientProvider>
    )}
  </StrictMode>,
);
