/**
 * A policy's document, read and checked: what can't be understood is refused when it is given, so that nothing of a
 * policy is silently ignored later.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { PracticeError } from "../kernel/practice-error.ts";
import { isOperator } from "./conditions.ts";
import type { Condition } from "./conditions.ts";

export interface Statement {
  readonly sid: string | null;
  readonly effect: "Allow" | "Deny";
  readonly actions: Matched;
  readonly resources: Matched;
  /** Null in an identity's own policy. */
  readonly principals: Matched | null;
  readonly conditions: readonly Condition[];
}

/** One of these, or with `not` any but these. */
export interface Matched {
  readonly patterns: readonly string[];
  readonly not: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const known = new Map<string, readonly Statement[]>();
const MOST_KNOWN = 500;

export function readPolicy(text: string): readonly Statement[] {
  const before = known.get(text);
  if (before) return before;
  const statements = statementsOf(parse(text));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, statements);
  return statements;
}

function parse(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  } catch {
    // Refused below, like a text that is JSON but no document.
  }
  throw malformed("Syntax errors in policy.");
}

function statementsOf(document: Json): readonly Statement[] {
  const { Version: version, Statement: statements } = document;
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17")
    throw malformed(`Policy document must be version 2012-10-17 or greater.`);
  const list = (Array.isArray(statements) ? statements : [statements]) as readonly unknown[];
  if (statements === undefined || list.length === 0)
    throw malformed("Missing required field Statement");
  return list.map((each) => statementOf(each as Json));
}

const MEMBERS = new Set([
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
]);

function statementOf(json: Json): Statement {
  if (typeof json !== "object" || json === null) throw malformed("Syntax errors in policy.");
  const strange = Object.keys(json).find((key) => !MEMBERS.has(key));
  if (strange !== undefined) throw malformed(`Syntax error: unknown element ${strange}.`);
  const { Effect: effect, Sid: sid } = json;
  if (effect !== "Allow" && effect !== "Deny") throw malformed(`Invalid effect: ${String(effect)}`);
  const isTrust = json["Principal"] !== undefined || json["NotPrincipal"] !== undefined;
  return {
    sid: typeof sid === "string" ? sid : null,
    effect,
    actions: eitherOf(json, "Action", patternList),
    resources: isTrust ? ANY : eitherOf(json, "Resource", patternList),
    principals: isTrust ? eitherOf(json, "Principal", principalList) : null,
    conditions: conditionsOf(json["Condition"]),
  };
}

const ANY: Matched = { patterns: ["*"], not: false };

function eitherOf(
  json: Json,
  name: string,
  read: (value: unknown, name: string) => string[],
): Matched {
  const plain = json[name];
  const inverse = json[`Not${name}`];
  if ((plain === undefined) === (inverse === undefined))
    throw malformed(`Policy statement must contain either ${name} or Not${name}.`);
  return { patterns: read(plain ?? inverse, name), not: plain === undefined };
}

function patternList(value: unknown, name: string): string[] {
  const list = (Array.isArray(value) ? value : [value]) as readonly unknown[];
  const texts = list.filter((each): each is string => typeof each === "string" && each !== "");
  if (texts.length !== list.length || texts.length === 0)
    throw malformed(`The policy has an invalid ${name}.`);
  if (name === "Action") texts.forEach(checkAction);
  return texts;
}

function checkAction(action: string): void {
  if (action === "*" || /^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action)) return;
  throw malformed(`Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.`);
}

/** Of `{ "AWS": […], "Service": … }` the AWS principals count: services don't call a practice cloud. */
function principalList(value: unknown): string[] {
  if (value === "*") return ["*"];
  const { AWS: named } = (value ?? {}) as { AWS?: unknown };
  return named === undefined ? [] : patternList(named, "Principal");
}

function conditionsOf(block: unknown): readonly Condition[] {
  if (block === undefined) return [];
  return Object.entries(block as Json).flatMap(([operator, keys]) => {
    if (!isOperator(operator)) throw malformed(`Invalid Condition type : ${operator}.`);
    return Object.entries(keys as Json).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: ((Array.isArray(values) ? values : [values]) as readonly unknown[]).map(String),
    }));
  });
}

const malformed = (message: string) => new PracticeError("MalformedPolicyDocument", message);
