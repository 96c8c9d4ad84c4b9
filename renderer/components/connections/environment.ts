import type { Connection, Environment } from "../../../shared/model/connection.ts";
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
