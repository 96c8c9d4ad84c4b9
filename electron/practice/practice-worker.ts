/**
 * The practice worker: a thread that runs one region, answers wire requests on the ports handed to it and
 * control questions on its own. It owns the region's file; no other thread touches it.
 */
import { parentPort, workerData } from "node:worker_threads";
import { assertNever } from "../../shared/assert-never.ts";
import { obey } from "./control/obey.ts";
import type {
  HostMessage,
  HostQuestion,
  PracticeWorkerData,
  WorkerMessage,
} from "./host-messages.ts";
import { PracticeRegion } from "./region.ts";
import { servePort } from "./wire/port.ts";

function run(port: NonNullable<typeof parentPort>): void {
  const region = new PracticeRegion(workerData as PracticeWorkerData);
  const tell = (message: WorkerMessage) => port.postMessage(message);
  region.start();
  port.on("message", ({ id, question }: HostMessage) => tell(answer(region, id, question)));
  tell({ kind: "ready", clock: region.clock() });
}

function answer(region: PracticeRegion, id: number, question: HostQuestion): WorkerMessage {
  try {
    const reply = reactTo(region, question);
    return { kind: "answer", id, status: region.status(), reply };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "refused", id, message };
  }
}

function reactTo(region: PracticeRegion, question: HostQuestion): unknown {
  switch (question.kind) {
    case "connect":
      return servePort(question.port, region.endpoint);
    case "status":
      return null;
    case "control":
      return obey(region, question.region, question.order);
    case "stop":
      return region.stop();
    default:
      return assertNever(question, "question to the practice worker");
  }
}

if (parentPort) run(parentPort);
