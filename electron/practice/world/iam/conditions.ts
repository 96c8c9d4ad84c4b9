/**
 * Conditions of policy statements: an operator, a key of the request and the values that it is held against.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { BlockList, isIP } from "node:net";
import { fill, matchesArn, matchesPattern, plainText } from "./patterns.ts";
import type { RequestContext } from "./request-context.ts";

export interface Condition {
  readonly operator: string;
  /** In lower case. */
  readonly key: string;
  readonly values: readonly string[];
}

type Test = (given: string, wanted: string) => boolean;

const numbers =
  (test: (a: number, b: number) => boolean): Test =>
  (given, wanted) =>
    test(Number(given), Number(wanted));

const dates =
  (test: (a: number, b: number) => boolean): Test =>
  (given, wanted) =>
    test(momentOf(given), momentOf(wanted));

const momentOf = (text: string) =>
  /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);

const equal: Test = (given, wanted) => given === plainText(wanted);
const equalIgnoringCase: Test = (given, wanted) =>
  given.toLowerCase() === plainText(wanted).toLowerCase();
const like: Test = (given, wanted) => matchesPattern(wanted, given);
const arnLike: Test = (given, wanted) => matchesArn(wanted, given);

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: equal,
  StringEqualsIgnoreCase: equalIgnoringCase,
  StringLike: like,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: equalIgnoringCase,
  BinaryEquals: equal,
  NumericEquals: numbers((a, b) => a === b),
  NumericLessThan: numbers((a, b) => a < b),
  NumericLessThanEquals: numbers((a, b) => a <= b),
  NumericGreaterThan: numbers((a, b) => a > b),
  NumericGreaterThanEquals: numbers((a, b) => a >= b),
  DateEquals: dates((a, b) => a === b),
  DateLessThan: dates((a, b) => a < b),
  DateLessThanEquals: dates((a, b) => a <= b),
  DateGreaterThan: dates((a, b) => a > b),
  DateGreaterThanEquals: dates((a, b) => a >= b),
  IpAddress: isInRange,
};

/** The inverse of another: true where that is false, so also where the request lacks the key. */
const INVERSE: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
  NotIpAddress: "IpAddress",
};

interface Operator {
  readonly name: string;
  readonly every: boolean;
  readonly some: boolean;
  readonly ifExists: boolean;
}

function operatorOf(text: string): Operator {
  const [, quantifier, name = "", ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text) ?? [];
  return {
    name,
    every: quantifier === "ForAllValues",
    some: quantifier === "ForAnyValue",
    ifExists: ifExists !== undefined,
  };
}

export function isOperator(text: string): boolean {
  const { name } = operatorOf(text);
  return name === "Null" || Object.hasOwn(TESTS, name) || Object.hasOwn(INVERSE, name);
}

export function holds(condition: Condition, context: RequestContext): boolean {
  const operator = operatorOf(condition.operator);
  const given = context.get(condition.key);
  if (operator.name === "Null") return condition.values.includes(String(given === undefined));
  if (given === undefined || given.length === 0) return holdsWithoutKey(operator);
  const wanted = condition.values
    .map((value) => fill(value, context))
    .filter((value) => value !== null);
  const inverse = INVERSE[operator.name];
  const test = TESTS[inverse ?? operator.name];
  const fits = (value: string) =>
    wanted.some((each) => test?.(value, each) ?? false) !== (inverse !== undefined);
  if (operator.every) return given.every(fits);
  return operator.some || inverse === undefined ? given.some(fits) : given.every(fits);
}

const holdsWithoutKey = ({ name, every, some, ifExists }: Operator): boolean =>
  every || ifExists || (!some && Object.hasOwn(INVERSE, name));

function isInRange(given: string, wanted: string): boolean {
  const [address = "", bits] = wanted.split("/");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(address, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  return isIP(given) !== 0 && list.check(given, isIP(given) === 6 ? "ipv6" : "ipv4");
}
