import { readConsole } from "../../../../shared/bake/console.ts";
import type { WorkOf } from "../../../../shared/decide/decision.ts";
import {
  decideAwaitInspection,
  type AwaitInspectionSeen,
} from "../../../../shared/decide/inspect/await-inspection.ts";
import { packer } from "../../../bake/packer.ts";
import type { StepContext, StepModule } from "../step.ts";

export const awaitInspection: StepModule<"await-inspection", AwaitInspectionSeen> = {
  kind: "await-inspection",
  look,
  decide: decideAwaitInspection,
  onWayOut: false,
  undo: "Reading a console changes nothing.",
};

/** The state before the console: a server that is off by then has said all it will say, or soon will. */
async function look(
  _work: WorkOf<"await-inspection">,
  { reader, outputs }: StepContext,
): Promise<AwaitInspectionSeen> {
  const id = outputs.builderId;
  const [server = null] = id === undefined ? [] : await reader.servers([id], 0);
  const text = server && id !== undefined ? await reader.consoleOutput(id) : "";
  return { server, reading: readConsole(text, "i", packer.gunzip) };
}
