/** The practice regions that Bennu brings along, and how each is shown as a connection. */
import type { Connection } from "../../shared/model/connection.ts";
import { connectionId } from "../../shared/model/ids.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import { PRACTICE_ACCOUNT, PRACTICE_REGION } from "../practice/practice-world.ts";
import type { PracticeScenario } from "../practice/practice-world.ts";
import type { AboutRegion } from "../practice/control/origin.ts";

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
  readonly accountId: string;
  /** What is said of a home, where its scenario's name isn't enough. */
  readonly about?: AboutRegion;
}

/** A home in a worker of its own. */
export const practicePlace = (
  id: ConnectionId,
  name: string,
  region: string,
  worker: string,
): PracticePlace => ({
  connection: practice(id, name, region),
  worker,
  isHome: true,
  scenario: {},
  accountId: PRACTICE_ACCOUNT,
});

const MAIN_WORKER = "practice-region";
const SIZES_REGION = "eu-north-1";
const LARGE_REGION = "eu-central-1";
const main = practicePlace(practiceId, practiceConnection.name, PRACTICE_REGION, MAIN_WORKER);
const away = connectionId("practice-us-east-1");
const sizes = connectionId("practice-sizes");
const large = connectionId("practice-large");

export const PRACTICE_PLACES: readonly PracticePlace[] = [
  main,
  { ...main, connection: practice(away, "Practice us-east-1", "us-east-1"), isHome: false },
  {
    ...practicePlace(sizes, "Practice fleets of 3, 20 and 300", SIZES_REGION, "practice-sizes"),
    scenario: { scenario: "sizes", region: SIZES_REGION },
  },
  {
    ...practicePlace(large, "Practice large region", LARGE_REGION, "practice-large"),
    scenario: { scenario: "large", region: LARGE_REGION },
  },
];
