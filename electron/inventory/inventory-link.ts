/** The main side's way to the inventory: a worker thread, or for tests the same code on the same thread. */
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
  type Transferable,
} from "node:worker_threads";
import type { Batch, FromWorker, ToWorker } from "./messages.ts";
import { serveInventory } from "./serve-inventory.ts";

export interface InventoryLink {
  post(message: ToWorker, transfer: readonly Transferable[]): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** The next batch, if there is one. It is only decoded now: that is what takes the time. */
  nextBatch(): Batch | null;
  /** The thread ended although nobody asked it to. */
  onFailure(listener: (error: Error) => void): void;
  end(): Promise<void>;
}

export function startInventoryWorker(file: URL): InventoryLink {
  const worker = new Worker(file);
  let ending = false;
  const { nextBatch, close } = batchesOver(worker);
  return {
    nextBatch,
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) => void worker.on("message", listener),
    onFailure: (listener) => {
      worker.on("error", listener);
      worker.on("exit", () => ending || listener(new Error("The inventory's thread ended.")));
    },
    end: async () => {
      ending = true;
      close();
      await worker.terminate();
    },
  };
}

export function inventoryInThread(): InventoryLink {
  const { port1, port2 } = new MessageChannel();
  serveInventory(port2);
  const { nextBatch, close } = batchesOver(port1);
  return {
    nextBatch,
    post: (message, transfer) => port1.postMessage(message, [...transfer]),
    onMessage: (listener) => void port1.on("message", listener),
    onFailure: () => undefined,
    end: async () => {
      close();
      port1.close();
    },
  };
}

/**
 * A port with a listener hands over everything that waits in one go, which would hold the main thread. This one has
 * none: batches are taken from it one at a time.
 */
function batchesOver(to: Pick<MessagePort | Worker, "postMessage">) {
  const { port1, port2 } = new MessageChannel();
  to.postMessage({ kind: "batches", port: port2 } satisfies ToWorker, [port2]);
  const nextBatch = () => (receiveMessageOnPort(port1)?.message as Batch | undefined) ?? null;
  return { nextBatch, close: () => port1.close() };
}
