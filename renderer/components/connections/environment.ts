import type { Connection, ConnectionState, Environment } from "../../../shared/model/connection.ts";
import { needsTypedConfirmation } from "../../../shared/rules/can.ts";
import type { Tone } from "../../ui/tone.ts";

const tones: Readonly<Record<Environment, Tone>> = {
  prod: "bad",
  stage: "warn",
  dev: "info",
  practice: "good",
};

export const environmentTone = (environment: Environment): Tone => tones[environment];

/** While the connection isn't known, the careful answer. */
export const needsTypedName = (connection: Connection | undefined) =>
  connection === undefined || needsTypedConfirmation(connection);

/** How the connection is doing, in two or three words. */
export function connectionWords(state: ConnectionState): { text: string; tone: Tone } {
  if (state.phase === "failed") return { text: "failed", tone: "bad" };
  if (state.error !== null) return { text: "facts are old", tone: "warn" };
  if (state.phase === "ready") return { text: "in sync", tone: "good" };
  return { text: state.phase === "connecting" ? "connecting" : "first sync", tone: "busy" };
}
