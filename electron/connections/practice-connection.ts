/** The practice regions that Bennu brings along, and how each is shown as a connection. */
import type { Connection } from "../../shared/model/connection.ts";
import { connectionId } from "../../shared/model/ids.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import { PRACTICE_REGION } from "../practice/practice-world.ts";
import type { PracticeScenario } from "../practice/practice-world.ts";

export const practiceId = connectionId("practice");

/** It has no profile and no endpoint: it can reach nothing but the practice world. */
const practice = (id: ConnectionId, name: string, region: string): Connection => ({
  id,
  name,
  kind: "practice",
  profile: null,
  region,
  endpoint: null,
  environment: "practice",
  colour: "violet",
  readOnly: false,
});

/** Always there, always first. */
export const practiceConnection = practice(practiceId, "Practice cloud", PRACTICE_REGION);

/** A region of a worker's cloud. Regions of one worker share its clock and its accounts. */
export interface PracticePlace {
  readonly connection: Connection;
  /** Which worker: also the name of its file. */
  readonly worker: string;
  readonly isHome: boolean;
  /** Of a home: what its world is made from, over what the program was started with. */
  readonly scenario: Partial<PracticeScenario>;
}

export const MAIN_WORKER = "practice-region";
const LARGE_REGION = "eu-central-1";

export const PRACTICE_PLACES: readonly PracticePlace[] = [
  { connection: practiceConnection, worker: MAIN_WORKER, isHome: true, scenario: {} },
  {
    connection: practice(connectionId("practice-us-east-1"), "Practice us-east-1", "us-east-1"),
    worker: MAIN_WORKER,
    isHome: false,
    scenario: {},
  },
  {
    connection: practice(connectionId("practice-large"), "Practice large region", LARGE_REGION),
    worker: "practice-large",
    isHome: true,
    scenario: { scenario: "large", region: LARGE_REGION },
  },
];
