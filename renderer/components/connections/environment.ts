import type { Connection, ConnectionState, Environment } from "../../../shared/model/connection.ts";
import type { Tone } from "../../ui/tone.ts";

const tones: Readonly<Record<Environment, Tone>> = {
  prod: "bad",
  stage: "warn",
  dev: "info",
  practice: "good",
};

export const environmentTone = (environment: Environment): Tone => tones[environment];

/** In production a change is confirmed by typing the fleet's name. */
export const needsTypedName = (connection: Connection | undefined) =>
  connection === undefined || connection.environment === "prod";

/** How the connection is doing, in two or three words. */
export function connectionWords(state: ConnectionState): { text: string; tone: Tone } {
  if (state.phase === "failed") return { text: "failed", tone: "bad" };
  if (state.error !== null) return { text: "facts are old", tone: "warn" };
  if (state.phase === "ready") return { text: "in sync", tone: "good" };
  return { text: state.phase === "connecting" ? "connecting" : "first sync", tone: "busy" };
}
