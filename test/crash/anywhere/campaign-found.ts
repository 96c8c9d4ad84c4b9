/** What doesn't hold at the end of a campaign in which the console was killed: of it, and of all that it has started. */
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { leftProblems, ownProblems } from "../../simulation/judging/end-state.ts";
import {
  exactlyOnceProblems,
  type Effect,
  type Written,
} from "../../simulation/judging/exactly-once.ts";
import { campaignProblems } from "../../simulation/life/judging/campaigns.ts";
import { outcomeProblems, pictureOf } from "../../simulation/life/judging/outcomes.ts";
import { madeProblems, thingsOf } from "../../simulation/life/judging/things.ts";

interface Found {
  readonly world: World;
  readonly begun: World;
  readonly effects: readonly Effect[];
  readonly written: readonly Written[];
}

export function campaignFound(
  own: OperationDetail,
  all: readonly OperationDetail[],
  { world, begun, effects, written }: Found,
): string[] {
  const about = { world, before: pictureOf(begun), isMet: false };
  return [
    ...all.flatMap((one) => [...ownProblems(world, one), ...leftProblems(world, one, false)]),
    ...all
      .filter(({ status }) => status !== "succeeded")
      .map(({ id, status, outcome }) => `${id} ${status}: ${outcome ?? ""}`),
    ...exactlyOnceProblems(effects, written),
    ...madeProblems(world, thingsOf(begun), all),
    ...campaignProblems(own, all, about),
    ...outcomeProblems(own, about),
  ];
}
