import { readConsole } from "../../../../shared/bake/console.ts";
import { packer } from "../../../bake/packer.ts";
import {
  decideAwaitBuilder,
  type AwaitBuilderSeen,
} from "../../../../shared/decide/bake/await-builder.ts";
import type { WorkOf } from "../../../../shared/decide/decision.ts";
import { BennuError } from "../../../../shared/errors.ts";
import type { ServerId } from "../../../../shared/model/ids.ts";
import type { StepContext, StepModule } from "../step.ts";

export const awaitBuilder: StepModule<"await-builder", AwaitBuilderSeen> = {
  kind: "await-builder",
  look,
  decide: decideAwaitBuilder,
  onWayOut: false,
  undo: "Reading what a server says changes nothing.",
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
  const told = work.via === "ssm" && server ? await askedBySsm(id, context) : null;
  return {
    server: server ?? null,
    reading: readConsole(`${text}\n${told?.text ?? ""}`, session, packer.gunzip),
    ...(told === null ? {} : { agent: told.agent }),
  };
}

/** Null: Systems Manager can't be asked; the console tells the same, later. */
async function askedBySsm(id: ServerId, { reader, made }: StepContext) {
  const sent = made("SendCommand").findLast(({ call }) => call.serverIds.includes(id))?.outcome;
  const commandId = sent?.kind === "ok" ? sent.produced.commandId : undefined;
  try {
    const [managed, result] = await Promise.all([
      reader.managedServers([id]),
      commandId === undefined ? null : reader.commandResult(commandId, id),
    ]);
    const isOnline = managed.some(({ serverId, ping }) => serverId === id && ping === "Online");
    const isAsked = commandId !== undefined && !hasEnded(result?.status ?? "Pending");
    return { text: result?.output ?? "", agent: { isOnline, isAsked } };
  } catch (error) {
    if (error instanceof BennuError) return null;
    throw error;
  }
}

const hasEnded = (status: string) => !/^(Pending|InProgress|Delayed|Cancelling)$/.test(status);
