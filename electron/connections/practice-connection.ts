import type { Connection } from "../../shared/model/connection.ts";
import { connectionId } from "../../shared/model/ids.ts";
import { PRACTICE_REGION } from "../practice/practice-world.ts";

export const practiceId = connectionId("practice");

/** Always there, always first. It has no profile and no endpoint: it can reach nothing but the practice world. */
export const practiceConnection: Connection = {
  id: practiceId,
  name: "Practice cloud",
  kind: "practice",
  profile: null,
  region: PRACTICE_REGION,
  endpoint: null,
  environment: "practice",
  colour: "violet",
  readOnly: false,
};
