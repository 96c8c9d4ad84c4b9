/**
 * Asks a server over Systems Manager what is on it now. Only where the user says so: a script runs on the server, so the
 * call and what came of it are evidence in the journal. What was read is kept as long as this console runs.
 */
import { readConsole } from "../../shared/bake/console.ts";
import { lookInsideScript } from "../../shared/bake/program/look-inside.ts";
import { BennuError } from "../../shared/errors.ts";
import type { Call, CallOutcome } from "../../shared/model/call.ts";
import type { ServerFact } from "../../shared/model/facts.ts";
import type { CommandResult } from "../../shared/model/facts/image-use-facts.ts";
import { operationId, stepId } from "../../shared/model/ids.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { ImageRecord } from "../../shared/model/manifest.ts";
import type { Journal } from "../journal/journal.ts";
import type { Cloud, Random } from "../ports.ts";
import { packer } from "./packer.ts";

export interface LookParts {
  readonly cloudOf: (id: ConnectionId) => Cloud;
  readonly evidence: Pick<Journal["evidence"], "addIntent" | "addResult">;
  readonly random: Pick<Random, "id">;
}

export interface ServerLooks {
  /** What was read last, if anything was since this console started. */
  last(connection: ConnectionId, server: string): ImageRecord | null;
  /** `watch`: files whose digests are wanted. */
  look(connection: ConnectionId, server: ServerFact, watch: readonly string[]): Promise<void>;
}

const timeoutSeconds = 60;
const waitMs = 90_000;
const lookEveryMs = 1_000;
/** Systems Manager gives no more of what a script says. */
const mostOutput = 24_000;

export function serverLooks(parts: LookParts): ServerLooks {
  const kept = new Map<string, ImageRecord>();
  return {
    last: (connection, server) => kept.get(`${connection}/${server}`) ?? null,
    look: async (connection, server, watch) => {
      const cloud = parts.cloudOf(connection);
      await mustAnswer(cloud, server);
      const commandId = await send(parts, cloud, server, watch);
      const result = await resultOf(cloud, commandId, server);
      kept.set(`${connection}/${server.id}`, recordOf(cloud, server, result));
    },
  };
}

async function mustAnswer({ reader }: Cloud, { id }: ServerFact): Promise<void> {
  const [found] = await reader.managedServers([id]);
  if (found?.ping === "Online") return;
  const how = found === undefined ? "doesn't know" : `has lost its connection (${found.ping}) to`;
  throw failed(
    "refused",
    `Systems Manager ${how} the server ${id}, so it can't be asked what is on it. Nothing was run. ` +
      "Its first boot and its template are compared.",
  );
}

async function send(
  { evidence, random }: LookParts,
  { actor, clock }: Cloud,
  { id }: ServerFact,
  watch: readonly string[],
): Promise<string> {
  const script = lookInsideScript(watch);
  const comment = "Bennu: what is on this server";
  const call: Call = { call: "SendCommand", serverIds: [id], script, comment, timeoutSeconds };
  const key = random.id("look");
  const atMs = clock.now();
  const about = { operationId: operationId(key), stepId: stepId("look-inside") };
  evidence.addIntent({ key, ...about, atMs, call });
  const outcome = await actor.perform(call);
  evidence.addResult(key, clock.now(), Math.max(0, clock.now() - atMs), outcome);
  return commandOf(outcome);
}

function commandOf(outcome: CallOutcome): string {
  if (outcome.kind === "ok" && outcome.produced.commandId) return outcome.produced.commandId;
  if (outcome.kind === "failed")
    throw failed("aws-error", `The server was not asked: ${outcome.message} Nothing was run.`);
  throw failed(
    "outcome-unknown",
    "It isn't known whether the server was asked: AWS gave no answer. It changes nothing there; ask again.",
  );
}

async function resultOf(
  { reader, clock }: Cloud,
  commandId: string,
  { id }: ServerFact,
): Promise<CommandResult> {
  const untilMs = clock.now() + waitMs;
  for (;;) {
    const result = await reader.commandResult(commandId, id);
    if (result !== null && !["Pending", "InProgress", "Delayed"].includes(result.status))
      return result;
    if (clock.now() >= untilMs)
      throw failed(
        "outcome-unknown",
        `The server ${id} has not answered within ${String(waitMs / 1000)} s. What is on it now is not known; ask again.`,
      );
    await clock.sleep(lookEveryMs);
  }
}

function recordOf(
  { clock }: Cloud,
  { id, imageId }: ServerFact,
  { output, errorOutput, status }: CommandResult,
): ImageRecord {
  const { manifest, recipeName, recipeText } = readConsole(output, "m", packer.gunzip);
  if (manifest === null) {
    const [said = ""] = errorOutput.split("\n");
    const why =
      output.length >= mostOutput
        ? "its answer was longer than the 24,000 characters that Systems Manager gives"
        : `its script ended as ${status}${said === "" ? "" : `, saying: ${said.slice(0, 300)}`}`;
    throw failed("aws-error", `What is on the server ${id} could not be read: ${why}.`);
  }
  const about = { imageId, tests: [], recipeName, recipeText, bakedByOperation: null };
  return { ...about, manifest: { ...manifest, imageId }, recordedAtMs: clock.now() };
}

const failed = (code: BennuError["code"], message: string) => new BennuError({ code, message });
