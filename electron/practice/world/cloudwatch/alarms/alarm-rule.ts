/**
 * The rule of a composite alarm: `ALARM(busy) AND NOT (OK("queue") OR FALSE)`. Reads it into a tree, and tells
 * whether it holds.
 */
import { assertNever } from "../../../../../shared/assert-never.ts";
import type { AlarmStateValue } from "../../kernel/state/cloudwatch.ts";

export type AlarmRule =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "state"; readonly state: AlarmStateValue; readonly alarm: string }
  | { readonly kind: "not"; readonly rule: AlarmRule }
  | { readonly kind: "and" | "or"; readonly rules: readonly [AlarmRule, AlarmRule] };

const TOKEN =
  /\s*(?:([()])|(AND|OR|NOT|TRUE|FALSE)\b|(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*("[^"]+"|[^\s()"]+)\s*\))/iy;

interface Token {
  readonly word: string;
  readonly alarm: string | null;
}

/** Null: it is no rule. */
export function parseRule(text: string): AlarmRule | null {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return null;
  const reader = new Reader(tokens);
  const rule = reader.any();
  return rule && reader.isAtEnd() ? rule : null;
}

function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) return null;
    const [, bracket, word, state, name = ""] = found;
    const alarm = state === undefined ? null : nameOf(name);
    tokens.push({ word: (bracket ?? word ?? state ?? "").toUpperCase(), alarm });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

/** By its name or by its ARN. */
const nameOf = (text: string): string => {
  const plain = text.replaceAll('"', "");
  return /^arn:.*:alarm:(.+)$/.exec(plain)?.[1] ?? plain;
};

/** NOT binds closest, then AND, then OR. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  any(): AlarmRule | null {
    return this.#chain("or", () => this.#chain("and", () => this.#one()));
  }

  #chain(kind: "and" | "or", next: () => AlarmRule | null): AlarmRule | null {
    let rule = next();
    while (rule && this.#takes(kind.toUpperCase())) {
      const right = next();
      if (!right) return null;
      rule = { kind, rules: [rule, right] };
    }
    return rule;
  }

  #one(): AlarmRule | null {
    if (this.#takes("NOT")) {
      const rule = this.#one();
      return rule && { kind: "not", rule };
    }
    if (this.#takes("(")) {
      const rule = this.any();
      return this.#takes(")") ? rule : null;
    }
    const token = this.#tokens[this.#at++];
    if (token?.word === "TRUE" || token?.word === "FALSE")
      return { kind: "constant", value: token.word === "TRUE" };
    if (!token || token.alarm === null) return null;
    return { kind: "state", state: token.word as AlarmStateValue, alarm: token.alarm };
  }

  #takes(word: string): boolean {
    if (this.#tokens[this.#at]?.word !== word) return false;
    this.#at += 1;
    return true;
  }
}

export function holds(rule: AlarmRule, stateOf: (alarm: string) => AlarmStateValue): boolean {
  switch (rule.kind) {
    case "constant":
      return rule.value;
    case "state":
      return stateOf(rule.alarm) === rule.state;
    case "not":
      return !holds(rule.rule, stateOf);
    case "and":
      return rule.rules.every((each) => holds(each, stateOf));
    case "or":
      return rule.rules.some((each) => holds(each, stateOf));
    default:
      return assertNever(rule, "rule of a composite alarm");
  }
}

export function alarmsIn(rule: AlarmRule): readonly string[] {
  if (rule.kind === "state") return [rule.alarm];
  if (rule.kind === "not") return alarmsIn(rule.rule);
  return rule.kind === "constant" ? [] : rule.rules.flatMap(alarmsIn);
}
