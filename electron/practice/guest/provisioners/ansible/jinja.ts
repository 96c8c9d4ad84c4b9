/** Jinja as far as playbooks of a shop use it: names with dots and brackets, texts, a few filters, simple conditions. */
import { wordOf } from "../words.ts";

export type Values = Readonly<Record<string, unknown>>;

export class Undefined extends Error {
  constructor(name: string) {
    super(`'${name}' is undefined`);
    this.name = "Undefined";
  }
}

export function render(text: string, values: Values): string {
  return text.replace(/\{\{-?\s*(.*?)\s*-?\}\}/gs, (_, expression: string) =>
    wordOf(evaluate(expression, values)),
  );
}

/** A text that is one expression keeps its kind: a list stays a list. */
export function renderValue(value: unknown, values: Values): unknown {
  if (typeof value === "string") {
    const whole = /^\{\{\s*([^{}]*?)\s*\}\}$/s.exec(value)?.[1];
    return whole === undefined ? render(value, values) : evaluate(whole, values);
  }
  if (Array.isArray(value)) return value.map((one) => renderValue(one, values));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, renderValue(one, values)]),
  );
}

export function evaluate(expression: string, values: Values): unknown {
  const [term = "", ...filters] = expression.split("|").map((part) => part.trim());
  const fallback = filters.map((filter) => /^default\((.*)\)$/.exec(filter)?.[1]).find(Boolean);
  let value = valueOf(term, values);
  if (value === undefined && fallback !== undefined) value = valueOf(fallback, values);
  if (value === undefined) throw new Undefined(term.split(/[.[]/)[0] ?? term);
  return filters.reduce(filtered, value);
}

function filtered(value: unknown, filter: string): unknown {
  if (filter === "lower") return String(value).toLowerCase();
  if (filter === "upper") return String(value).toUpperCase();
  if (filter === "int") return Number.parseInt(String(value), 10) || 0;
  if (filter === "length") return Array.isArray(value) ? value.length : String(value).length;
  return value;
}

function valueOf(term: string, values: Values): unknown {
  const quoted = /^'([^']*)'$|^"([^"]*)"$/.exec(term);
  if (quoted) return quoted[1] ?? quoted[2] ?? "";
  if (/^-?\d+(\.\d+)?$/.test(term)) return Number(term);
  if (/^(true|false)$/i.test(term)) return term.toLowerCase() === "true";
  const looked = /^lookup\(\s*'env'\s*,\s*'(\w+)'\s*\)$/.exec(term)?.[1];
  if (looked !== undefined) return environmentOf(values)[looked] ?? "";
  const parts = term.match(/[A-Za-z_]\w*|\d+/g) ?? [];
  return parts.reduce<unknown>((found, part) => memberOf(found, part), values);
}

const environmentOf = (values: Values) =>
  (values["__environment"] ?? {}) as Readonly<Record<string, string>>;

function memberOf(holder: unknown, name: string): unknown {
  if (holder === null || typeof holder !== "object" || !Object.hasOwn(holder, name))
    return undefined;
  return (holder as Readonly<Record<string, unknown>>)[name];
}

/** `when`: comparisons, `is defined`, `not`, `and`, `or`, or a name that is true. */
export function holds(condition: unknown, values: Values): boolean {
  if (typeof condition === "boolean") return condition;
  if (Array.isArray(condition)) return condition.every((one) => holds(one, values));
  const text = String(condition).trim();
  const either = text.split(/\s+or\s+/);
  if (either.length > 1) return either.some((one) => holds(one, values));
  const all = text.split(/\s+and\s+/);
  if (all.length > 1) return all.every((one) => holds(one, values));
  if (text.startsWith("not ")) return !holds(text.slice(4), values);
  const defined = /^(\S+) is (not )?defined$/.exec(text);
  if (defined)
    return (valueOf(defined[1] ?? "", values) !== undefined) !== (defined[2] !== undefined);
  const compared = /^(.+?)\s*(==|!=)\s*(.+)$/.exec(text);
  if (compared) {
    const [left, right] = [compared[1] ?? "", compared[3] ?? ""].map((one) =>
      evaluate(one, values),
    );
    return (String(left) === String(right)) === (compared[2] === "==");
  }
  const value = evaluate(text, values);
  return value !== false && value !== "" && value !== 0 && value !== null;
}
