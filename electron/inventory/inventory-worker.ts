/** The inventory's worker thread. The main thread never decodes a page of AWS's answers. */
import { parentPort } from "node:worker_threads";
import { serveInventory } from "./serve-inventory.ts";

if (parentPort) serveInventory(parentPort);
