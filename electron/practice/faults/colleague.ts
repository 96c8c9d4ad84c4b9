/** Acts of others in the region: carried out at their moment as AWS would on a call, and remembered as deeds. */
import type { ColleagueDeed } from "../../../shared/model/practice/practice.ts";
import { practiceServices } from "../practice-services.ts";
import type { Json } from "../world/kernel/json.ts";
import { PracticeError } from "../world/kernel/practice-error.ts";
import { timerKind } from "../world/kernel/timers.ts";
import type { World } from "../world/kernel/world.ts";
import { actInWords } from "./act-words.ts";
import type { ColleagueAct } from "./fault-rule.ts";

/** What an act did came out so: null, or AWS's refusal. */
export type ActListener = (act: ColleagueAct, refusal: string | null) => void;

export interface KeptDeed extends ColleagueDeed {
  readonly hidden: boolean;
}
interface Deeds {
  nextId: number;
  deeds: KeptDeed[];
}

const KEY = "practice.deeds";
const MOST_DEEDS = 50;
const actDue = timerKind<{ readonly act: Json; readonly hidden?: boolean }>("faults.act");

/** Of a simulation, beside the region's own memory. Not part of its state. */
const listeners = new WeakMap<World, ActListener>();

export function registerActs(world: World): void {
  world.on(actDue, (_, { act, hidden = false }) => {
    const due = act as unknown as ColleagueAct;
    const { refusal } = doAct(world, due, hidden);
    listeners.get(world)?.(due, refusal);
  });
}

export const listenToActs = (world: World, listener: ActListener) =>
  void listeners.set(world, listener);

export function scheduleAct(world: World, act: ColleagueAct): void {
  world.schedule(actDue, act.atMs, { act: structuredClone(act) as unknown as Json });
}

/** Now, and remembered. */
export function doAct(world: World, act: ColleagueAct, hidden: boolean): KeptDeed {
  const words = actInWords(world, act);
  const refusal = carryOut(world, act);
  const kept = deedsRow(world);
  const id = `deed-${kept.nextId}`;
  const deed = { id, atMs: world.nowMs, who: act.who ?? "A colleague", words, refusal, hidden };
  kept.nextId += 1;
  kept.deeds = [deed, ...kept.deeds].slice(0, MOST_DEEDS);
  return deed;
}

/** Newest first. */
export const deedsOf = (world: World): readonly KeptDeed[] => deedsRow(world).deeds;

/** Gives those that were hidden until now. */
export function revealDeeds(world: World): readonly KeptDeed[] {
  const kept = deedsRow(world);
  const found = kept.deeds.filter(({ hidden }) => hidden);
  kept.deeds = kept.deeds.map((deed) => ({ ...deed, hidden: false }));
  return found;
}

function deedsRow(world: World): Deeds {
  const { loose } = world.state;
  if (!loose.has(KEY)) loose.set(KEY, { nextId: 1, deeds: [] });
  return loose.get(KEY) as unknown as Deeds;
}

/** As a call over the wire, without signature and rules. */
export function carryOut(
  world: World,
  { service, operation, input }: Omit<ColleagueAct, "atMs">,
): string | null {
  const action = practiceServices.find((one) => one.name === service)?.actions[operation];
  if (!action) return `The practice cloud does not simulate ${service}:${operation}.`;
  try {
    action.handle(input as never, { world, ...callerIn(world), region: world.region });
    return null;
  } catch (error) {
    if (error instanceof PracticeError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const callerIn = ({ accountId }: World) => ({
  principal: {
    accountId,
    arn: `arn:aws:iam::${accountId}:user/colleague`,
    userId: "AIDAPRACTICECOLLEAGUE",
  },
  accessKeyId: "colleague",
  requestId: "colleague",
  wallMs: 0,
});
