/**
 * Owns the rules in force: which of them strikes, by its own seeded chance, and how often it has. Same script and
 * same questions in the same order give the same answers, also across its JSON. It knows no wire and no world.
 */
import { Chance } from "../world/kernel/chance.ts";
import type { ChanceState } from "../world/kernel/chance.ts";
import type { FaultRule, FaultScript } from "./fault-rule.ts";

export interface FaultBookJson {
  readonly rules: readonly FaultRule[];
  readonly struck: readonly number[];
  readonly chance: ChanceState;
}

type RuleAt<At extends FaultRule["at"]> = Extract<FaultRule, { readonly at: At }>;

export class FaultBook {
  readonly chance: Chance;
  readonly #rules: readonly FaultRule[];
  readonly #struck: number[];

  private constructor({ rules, struck, chance }: FaultBookJson) {
    this.#rules = rules;
    this.#struck = [...struck];
    this.chance = new Chance(chance);
  }

  static of({ seed, rules }: Pick<FaultScript, "seed" | "rules">): FaultBook {
    const chance = Chance.seeded(seed).toJSON();
    return new FaultBook({ rules, struck: rules.map(() => 0), chance });
  }

  static from(json: FaultBookJson): FaultBook {
    return new FaultBook(json);
  }

  /** The first rule of that place that fits and strikes. Draws once for each rule that fits. */
  strike<At extends FaultRule["at"]>(
    at: At,
    nowMs: number,
    fits: (rule: RuleAt<At>) => boolean,
  ): RuleAt<At> | null {
    for (const [index, rule] of this.#rules.entries()) {
      if (rule.at !== at || !this.#isOpen(rule, index, nowMs)) continue;
      const candidate = rule as RuleAt<At>;
      if (!fits(candidate) || this.chance.next() >= rule.probability) continue;
      this.#struck[index] = (this.#struck[index] ?? 0) + 1;
      return candidate;
    }
    return null;
  }

  /** How far back a rule may want to look; 0: none does. */
  historyMs(nowMs: number): number {
    const open = this.#rules.filter(({ untilMs }) => nowMs < (untilMs ?? Infinity));
    const spans = open.map(({ effect }) => (effect.kind === "stale-read" ? effect.upToMs : 0));
    return Math.max(0, ...spans);
  }

  toJSON(): FaultBookJson {
    return { rules: this.#rules, struck: [...this.#struck], chance: this.chance.toJSON() };
  }

  #isOpen({ count, fromMs, untilMs }: FaultRule, index: number, nowMs: number): boolean {
    if (count !== null && (this.#struck[index] ?? 0) >= count) return false;
    return nowMs >= (fromMs ?? -Infinity) && nowMs < (untilMs ?? Infinity);
  }
}
