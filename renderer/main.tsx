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
if (opened.kind === "no-session") showNoSession(opened.message);
else {
  root.render(
    <StrictMode>
      <ClientProvider client={makeClient(opened.bridge)}>
        <App />
      </ClientProvider>
    </StrictMode>,
  );
  void opened.ended?.then(showNoSession);
}

function showNoSession(message: string): void {
  root.render(
    <StrictMode>
      <NoSession message={message} />
    </StrictMode>,
  );
}
