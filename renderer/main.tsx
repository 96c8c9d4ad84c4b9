/** The page's first and small file: it reaches for the console while the rest of the page is on its way. */
import "./theme/theme.css";
import { openBridge } from "./client/bridge.ts";

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");

const [opened, { showConsole }] = await Promise.all([openBridge(), import("./show-console.tsx")]);
showConsole(place, opened);
