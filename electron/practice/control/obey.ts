/** Carries out an order on a practice cloud, in one of its regions. */
import { assertNever } from "../../../shared/assert-never.ts";
import type { ColleagueDeed } from "../../../shared/model/practice/practice.ts";
import { deedsOf, doAct, revealDeeds, scheduleAct } from "../faults/colleague.ts";
import type { KeptDeed } from "../faults/colleague.ts";
import { activeFaults, faultBookOf, shownFault } from "../faults/region-faults.ts";
import { clearFault, setFault } from "../faults/set-fault.ts";
import { beginLesson, endLesson, showHint, settleLesson } from "../lessons/lesson-life.ts";
import { keptLesson } from "../lessons/lesson-state.ts";
import type { PracticeRegion } from "../region.ts";
import type { World } from "../world/kernel/world.ts";
import { choicesIn } from "./choices.ts";
import { historyOf } from "./history.ts";
import { drawInterference } from "./interference.ts";
import { loadScenario } from "./load-scenario.ts";
import { originOf } from "./origin.ts";
import type { ControlOrder, ControlReplies, OrderOf, PanelFacts, ReplyTo } from "./orders.ts";

/** `regionName` null: the cloud's home. Throws in words for whoever asked. */
export function obey<Order extends ControlOrder>(
  region: PracticeRegion,
  regionName: string | null,
  order: Order,
): ReplyTo<Order> {
  region.tick();
  const reply = answer(region, region.worldIn(regionName), order);
  if (order.kind !== "panel" && order.kind !== "choices" && order.kind !== "history") region.save();
  return reply as ReplyTo<Order>;
}

function answer(
  region: PracticeRegion,
  world: World,
  order: ControlOrder,
): ControlReplies[ControlOrder["kind"]] {
  switch (order.kind) {
    case "panel":
      return panelOf(region, world);
    case "set-speed":
      region.setSpeed(order.speed);
      return null;
    case "advance":
      region.advance(order.ms);
      return null;
    case "reset":
      region.reset(order.seed ?? region.scenario.seed);
      return null;
    case "lay-out":
      region.layOut(order.region);
      return null;
    case "load":
      loadScenario(region, order.name, order.file);
      return null;
    case "choices":
      return choicesIn(world);
    case "spoil":
      return shownFault(setFault(world, order.fault), world.nowMs);
    case "mend":
      return mend(world, order.faultId);
    case "act":
      return act(world, order);
    case "interfere": {
      const drawn = drawInterference(world, faultBookOf(world), order.fleet);
      return shownDeed(doAct(world, { ...drawn, atMs: world.nowMs }, order.hidden));
    }
    case "reveal":
      return revealDeeds(world).map(shownDeed);
    case "history":
      return historyOf(world, deedsOf(world).map(asEvent));
    case "lesson-start":
      return beginLesson(region, order.lesson);
    case "lesson-hint":
      return showHint(world);
    case "lesson-settle":
      settleLesson(world, order.settled);
      return null;
    case "lesson-end":
      return endLesson(world);
    default:
      return assertNever(order, "order to a practice region");
  }
}

function panelOf(region: PracticeRegion, world: World): PanelFacts {
  const deeds = deedsOf(world);
  return {
    ...region.status(world.region),
    ...originOf(world, region.scenario.scenario ?? "shop"),
    faults: activeFaults(world),
    deeds: deeds.filter(({ hidden }) => !hidden).map(shownDeed),
    hiddenDeeds: deeds.filter(({ hidden }) => hidden).length,
    lesson: keptLesson(world),
  };
}

function mend(world: World, faultId: string | null): null {
  if (clearFault(world, faultId)) return null;
  throw new Error(`There is no fault ${faultId ?? ""} in this region.`);
}

function act(world: World, { act: order }: OrderOf<"act">): ColleagueDeed | null {
  const { after, who, ...call } = order;
  const due = { ...call, atMs: world.nowMs + after, ...(who === undefined ? {} : { who }) };
  if (after === 0) return shownDeed(doAct(world, due, false));
  scheduleAct(world, due);
  return null;
}

const shownDeed = ({ id, atMs, who, words, refusal }: KeptDeed): ColleagueDeed => ({
  id,
  atMs,
  who,
  words,
  refusal,
});

const asEvent = ({ atMs, who, words }: KeptDeed) => ({
  atMs,
  kind: "deed" as const,
  subject: who,
  text: words,
});
