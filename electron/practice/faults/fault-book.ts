/**
 * The faults in force: which rule strikes, by a seeded chance of their own, and how often each has. It works on plain
 * data that its owner keeps: with the same data and the same questions in the same order it gives the same answers.
 * It knows no wire and no world.
 */
import { Chance } from "../world/kernel/chance.ts";
import type { ChanceState } from "../world/kernel/chance.ts";
import type { ColleagueAct, FaultRule, FaultScript } from "./fault-rule.ts";

export interface SetFault {
  readonly id: string;
  readonly title: string;
  readonly target: string;
  readonly setAtMs: number;
  readonly rules: readonly FaultRule[];
  /** How often each rule has struck. */
  readonly struck: number[];
  /** What takes back what was done when it was set, when it is cleared. */
  readonly undo?: readonly FaultAct[];
}

export interface FaultBookJson {
  nextId: number;
  chance: ChanceState;
  faults: SetFault[];
}

export type FaultAct = Omit<ColleagueAct, "atMs">;

type RuleAt<At extends FaultRule["at"]> = Extract<FaultRule, { readonly at: At }>;

export const emptyBook = (seed: number): FaultBookJson => ({
  nextId: 1,
  chance: Chance.seeded(seed).toJSON(),
  faults: [],
});

export class FaultBook {
  readonly #data: FaultBookJson;

  constructor(data: FaultBookJson) {
    this.#data = data;
  }

  static of({ seed, rules }: Pick<FaultScript, "seed" | "rules">): FaultBook {
    const book = new FaultBook(emptyBook(seed));
    if (rules.length > 0) book.set({ title: "Script", target: "", setAtMs: 0, rules });
    return book;
  }

  get faults(): readonly SetFault[] {
    return this.#data.faults;
  }

  set(fault: Omit<SetFault, "id" | "struck">): SetFault {
    const data = this.#data;
    const set = { ...fault, id: `fault-${data.nextId}`, struck: fault.rules.map(() => 0) };
    data.nextId += 1;
    data.faults.push(set);
    return set;
  }

  /** Null: all of them. Gives those that are gone. */
  clear(id: string | null): readonly SetFault[] {
    const isMeant = (fault: SetFault) => id === null || fault.id === id;
    const gone = this.#data.faults.filter(isMeant);
    this.#data.faults = this.#data.faults.filter((fault) => !isMeant(fault));
    return gone;
  }

  /** The first rule of that place that fits and strikes. Draws once for each rule that fits. */
  strike<At extends FaultRule["at"]>(
    at: At,
    nowMs: number,
    fits: (rule: RuleAt<At>) => boolean,
  ): RuleAt<At> | null {
    for (const { rules, struck } of this.#data.faults) {
      for (const [index, rule] of rules.entries()) {
        if (rule.at !== at || !isOpen(rule, struck[index] ?? 0, nowMs)) continue;
        const candidate = rule as RuleAt<At>;
        if (!fits(candidate) || this.#draw((chance) => chance.next()) >= rule.probability) continue;
        struck[index] = (struck[index] ?? 0) + 1;
        return candidate;
      }
    }
    return null;
  }

  between(low: number, high: number): number {
    return this.#draw((chance) => chance.between(low, high));
  }

  /** How far back a rule may want to look; 0: none does. */
  historyMs(nowMs: number): number {
    let longest = 0;
    for (const { rules } of this.#data.faults) {
      for (const { effect, untilMs } of rules) {
        if (effect.kind === "stale-read" && nowMs < (untilMs ?? Infinity))
          longest = Math.max(longest, effect.upToMs);
      }
    }
    return longest;
  }

  #draw<T>(from: (chance: Chance) => T): T {
    const chance = new Chance(this.#data.chance);
    const drawn = from(chance);
    this.#data.chance = chance.toJSON();
    return drawn;
  }
}

function isOpen({ count, fromMs, untilMs }: FaultRule, struck: number, nowMs: number): boolean {
  if (count !== null && struck >= count) return false;
  return nowMs >= (fromMs ?? -Infinity) && nowMs < (untilMs ?? Infinity);
}

/** `waiting`: its time is still to come. `spent`: it will never strike again. */
export function faultState({ rules, struck }: SetFault, nowMs: number) {
  if (rules.some((rule, index) => isOpen(rule, struck[index] ?? 0, nowMs))) return "active";
  const isToCome = (rule: FaultRule) => rule.fromMs !== null && rule.fromMs > nowMs;
  return rules.some(isToCome) ? "waiting" : "spent";
}
