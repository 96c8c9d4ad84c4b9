/** The options of the stand-alone practice cloud, read and checked before anything starts. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { readScenario } from "../control/scenario-file.ts";
import { SCENARIO_NAMES } from "../practice-world.ts";
import type { ScenarioName } from "../practice-world.ts";
import type { RegionOptions } from "../region.ts";
import { PUBLISHED_RULES } from "../wire/throttling/buckets.ts";
import type { ThrottlingRules } from "../wire/throttling/buckets.ts";
import { readPolicy } from "../world/iam/policy-document.ts";
import { ENABLED_REGIONS, isEnabledRegion } from "./places.ts";

export const CLOUD_OPTIONS = {
  port: { type: "string", default: "0" },
  seed: { type: "string", default: "1" },
  speed: { type: "string" },
  scenario: { type: "string", default: "shop" },
  servers: { type: "string" },
  groups: { type: "string" },
  images: { type: "string" },
  "latency-ms": { type: "string", default: "0" },
  regions: { type: "string", default: "eu-west-1" },
  accounts: { type: "string", default: "1" },
  policy: { type: "string" },
  throttling: { type: "string", default: "published" },
  "scenario-file": { type: "string" },
  "control-token": { type: "string" },
} as const;

export interface CloudSettings {
  readonly options: RegionOptions;
  readonly port: number;
  readonly latencyMs: number;
  /** Null: one is drawn. */
  readonly controlToken: string | null;
}

type Values = ReturnType<typeof parse>;

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: CLOUD_OPTIONS }).values;

export function settingsFrom(args: readonly string[], startMs: number): CloudSettings {
  const values = parse(args);
  const [region = "", ...regions] = regionNames(values.regions);
  const file = fileIn(values["scenario-file"]);
  const options: RegionOptions = {
    scenario: { ...scenarioOf(values), region, startMs },
    regions,
    accounts: accountCount(values.accounts),
    speed:
      values.speed === undefined ? (file?.contents.speed ?? 1) : wholeNumber("speed", values.speed),
    stateFile: null,
    throttling: throttlingOf(values.throttling),
    ...(values.policy === undefined ? {} : { policy: policyIn(values.policy) }),
    ...(file ? { file } : {}),
  };
  return {
    options,
    port: wholeNumber("port", values.port),
    latencyMs: wholeNumber("latency-ms", values["latency-ms"]),
    controlToken: values["control-token"] ?? null,
  };
}

function scenarioOf(values: Values) {
  return {
    seed: wholeNumber("seed", values.seed),
    scenario: scenarioName(values.scenario),
    ...size("servers", values.servers),
    ...size("groups", values.groups),
    ...size("images", values.images),
  };
}

function size<Name extends string>(name: Name, text: string | undefined) {
  if (text === undefined) return {};
  return { [name]: wholeNumber(name, text) } as Record<Name, number>;
}

function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${name} must be a whole number, not "${text}".`);
}

function scenarioName(text: string): ScenarioName {
  const found = SCENARIO_NAMES.find((name) => name === text);
  if (found) return found;
  throw new Error(`--scenario must be one of ${SCENARIO_NAMES.join(", ")}, not "${text}".`);
}

function regionNames(text: string): readonly string[] {
  const names = [...new Set(text.split(","))];
  const unknown = names.find((name) => !isEnabledRegion(name));
  if (unknown === undefined) return names;
  throw new Error(`--regions knows ${ENABLED_REGIONS.join(", ")}, not "${unknown}".`);
}

const MOST_ACCOUNTS = 20;

function accountCount(text: string): number {
  const count = wholeNumber("accounts", text);
  if (count >= 1 && count <= MOST_ACCOUNTS) return count;
  throw new Error(`--accounts must be from 1 to ${MOST_ACCOUNTS}, not ${text}.`);
}

/** `published`, `off`, or the published ones with Auto Scaling's bucket as `capacity/refill`. */
function throttlingOf(text: string): ThrottlingRules | null {
  if (text === "published") return PUBLISHED_RULES;
  if (text === "off") return null;
  const [, capacity, refill] = /^(\d+)\/(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (capacity !== undefined && refill !== undefined && Number(capacity) > 0)
    return {
      ...PUBLISHED_RULES,
      autoScaling: { capacity: Number(capacity), refillPerSecond: Number(refill) },
    };
  const forms = "published, off, or Auto Scaling's bucket as 40/10";
  throw new Error(`--throttling must be ${forms}, not "${text}".`);
}

function fileIn(path: string | undefined): RegionOptions["file"] {
  if (path === undefined) return undefined;
  const name = basename(path);
  return { name, contents: readScenario(readFileSync(path, "utf8"), name) };
}

function policyIn(path: string): string {
  try {
    const text = readFileSync(path, "utf8");
    readPolicy(text);
    return text;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`--policy ${path}: ${why}`, { cause: error });
  }
}
