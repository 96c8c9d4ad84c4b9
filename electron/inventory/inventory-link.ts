/** The main side's way to the inventory: a worker thread, or for tests the same code on the same thread. */
import { MessageChannel, Worker, type Transferable } from "node:worker_threads";
import type { FromWorker, ToWorker } from "./messages.ts";
import { serveInventory } from "./serve-inventory.ts";

export interface InventoryLink {
  post(message: ToWorker, transfer: readonly Transferable[]): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** The thread ended although nobody asked it to. */
  onFailure(listener: (error: Error) => void): void;
  end(): Promise<void>;
}

export function startInventoryWorker(file: URL): InventoryLink {
  const worker = new Worker(file);
  let ending = false;
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) => void worker.on("message", listener),
    onFailure: (listener) => {
      worker.on("error", listener);
      worker.on("exit", () => ending || listener(new Error("The inventory's thread ended.")));
    },
    end: async () => {
      ending = true;
      await worker.terminate();
    },
  };
}

export function inventoryInThread(): InventoryLink {
  const { port1, port2 } = new MessageChannel();
  serveInventory(port2);
  return {
    post: (message, transfer) => port1.postMessage(message, [...transfer]),
    onMessage: (listener) => void port1.on("message", listener),
    onFailure: () => undefined,
    end: async () => port1.close(),
  };
}
