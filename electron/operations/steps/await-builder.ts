import { readConsole } from "../../../shared/bake/console.ts";
import { packer } from "../../bake/packer.ts";
import { decideAwaitBuilder, type AwaitBuilderSeen } from "../../../shared/decide/await-builder.ts";
import type { WorkOf } from "../../../shared/decide/decision.ts";
import type { StepContext, StepModule } from "./step.ts";

export const awaitBuilder: StepModule<"await-builder", AwaitBuilderSeen> = {
  kind: "await-builder",
  look,
  decide: decideAwaitBuilder,
  onWayOut: false,
  undo: "Reading a console changes nothing.",
};

/** The state before the console: a server that is off by then has said all it will say, or soon will. */
async function look(
  work: WorkOf<"await-builder">,
  context: StepContext,
): Promise<AwaitBuilderSeen> {
  const session = work.role === "builder" ? "b" : "t";
  const id = work.role === "builder" ? context.outputs.builderId : context.outputs.freshBootId;
  if (id === undefined) return { server: null, reading: readConsole("", session, packer.gunzip) };
  const [server] = await context.reader.servers([id], 0);
  const text = server ? await context.reader.consoleOutput(id) : "";
  return { server: server ?? null, reading: readConsole(text, session, packer.gunzip) };
}
