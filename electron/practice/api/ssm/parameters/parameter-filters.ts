/** The filters of DescribeParameters and GetParametersByPath: each allows its own keys and options. */
import type { ParameterStringFilter } from "@aws-sdk/client-ssm";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { ParameterState } from "../../../world/kernel/state/ssm.ts";
import { newestOf } from "../../../world/ssm/parameters.ts";

interface Filter {
  readonly key: string;
  readonly option: string;
  readonly values: readonly string[];
}

export function matchesAll(
  parameter: ParameterState,
  filters: readonly ParameterStringFilter[] | undefined,
): boolean {
  return (filters ?? []).map(readFilter).every((filter) => matches(parameter, filter));
}

export function refuseKeys(
  filters: readonly ParameterStringFilter[] | undefined,
  allowed: RegExp,
): void {
  for (const { Key = "" } of filters ?? []) {
    if (allowed.test(Key)) continue;
    const message = `The following filter key is not valid: ${Key}.`;
    throw new PracticeError("InvalidFilterKey", message);
  }
}

function readFilter({ Key = "", Option, Values = [] }: ParameterStringFilter): Filter {
  const option = Option ?? (Key === "Path" ? "OneLevel" : "Equals");
  if (!optionsOf(Key).includes(option)) {
    const message = `The following filter option is not valid: ${option}. Valid options include: [${optionsOf(Key).join(", ")}]`;
    throw new PracticeError("InvalidFilterOption", message);
  }
  if (Values.length === 0 && !Key.startsWith("tag:"))
    throw new PracticeError("InvalidFilterValue", `The filter ${Key} has no value.`);
  return { key: Key, option, values: Values };
}

function optionsOf(key: string): readonly string[] {
  if (key === "Path") return ["Recursive", "OneLevel"];
  if (key === "Label") return ["Equals"];
  return key === "Name" ? ["BeginsWith", "Contains", "Equals"] : ["BeginsWith", "Equals"];
}

function matches(parameter: ParameterState, { key, option, values }: Filter): boolean {
  if (key === "Path")
    return values.some((path) => isBelow(parameter.name, path, option === "Recursive"));
  const facts = factsOf(parameter, key);
  if (values.length === 0) return facts.length > 0;
  return facts.some((fact) => values.some((value) => compare(fact, option, value)));
}

function compare(fact: string, option: string, value: string): boolean {
  if (option === "BeginsWith") return fact.startsWith(value);
  return option === "Contains" ? fact.includes(value) : fact === value;
}

function factsOf(parameter: ParameterState, key: string): readonly string[] {
  const { type, keyId, tier, dataType } = newestOf(parameter);
  if (key.startsWith("tag:")) return one(parameter.tags[key.slice(4)]);
  if (key === "Label") return parameter.versions.flatMap(({ labels }) => labels);
  const facts: Readonly<Record<string, string | null>> = {
    Name: parameter.name,
    Type: type,
    KeyId: keyId,
    Tier: tier,
    DataType: dataType,
  };
  return one(facts[key] ?? undefined);
}

const one = (fact: string | undefined) => (fact === undefined ? [] : [fact]);

export function isBelow(name: string, path: string, recursive: boolean): boolean {
  const prefix = path.endsWith("/") ? path : `${path}/`;
  if (!name.startsWith(prefix)) return false;
  return recursive || !name.slice(prefix.length).includes("/");
}
