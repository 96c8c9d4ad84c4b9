/**
 * A scenario file, in YAML or JSON: the world that a region begins with, how fast its time passes, what goes wrong in
 * it and what others do there. It is checked whole before anything is changed.
 */
import { parse } from "yaml";
import { z } from "zod";
import { actSchema, faultSchema } from "../../../shared/contract/practice-schemas.ts";
import { practiceServices } from "../practice-services.ts";
import { SCENARIO_NAMES } from "../practice-world.ts";

const whole = z.number().int().min(0);

const fileSchema = z.strictObject({
  scenario: z.enum(SCENARIO_NAMES).default("shop"),
  seed: whole.default(1),
  speed: z.number().min(1).max(600).optional(),
  servers: whole.max(100_000).optional(),
  groups: whole.max(10_000).optional(),
  images: whole.max(100_000).optional(),
  faults: z.array(faultSchema).max(200).default([]),
  acts: z.array(actSchema).max(1000).default([]),
});
export type ScenarioFile = z.infer<typeof fileSchema>;

/** Throws an error that says where the file is wrong, in words for people. */
export function readScenario(text: string, name: string): ScenarioFile {
  const told = parsed(text, name);
  const checked = fileSchema.safeParse(told ?? {});
  if (checked.success) return withKnownActs(checked.data, name);
  const problems = z.treeifyError(checked.error);
  throw new Error(`${name} is no scenario: ${sayProblems(problems).slice(0, 5).join("; ")}.`);
}

function withKnownActs(file: ScenarioFile, name: string): ScenarioFile {
  const unknown = file.acts.findIndex(({ service, operation }) => !isSimulated(service, operation));
  const act = file.acts[unknown];
  if (!act) return file;
  throw new Error(
    `${name} is no scenario: acts[${String(unknown)}]: the practice cloud does not simulate ${act.service}:${act.operation}.`,
  );
}

const isSimulated = (service: string, operation: string) =>
  Object.hasOwn(practiceServices.find(({ name }) => name === service)?.actions ?? {}, operation);

/** YAML holds JSON within it. */
function parsed(text: string, name: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    const told = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const why = told.replace(/:$/, ".");
    throw new Error(`${name} can't be read as YAML or JSON: ${why}`);
  }
}

interface Problems {
  readonly errors: readonly string[];
  readonly properties?: Readonly<Record<string, Problems | undefined>>;
  readonly items?: readonly (Problems | undefined)[];
}

function sayProblems(problems: Problems, where = ""): string[] {
  const here = problems.errors.map((error) => (where ? `${where}: ${error}` : error));
  const named = Object.entries(problems.properties ?? {}).flatMap(([key, inner]) =>
    inner ? sayProblems(inner, where ? `${where}.${key}` : key) : [],
  );
  const listed = (problems.items ?? []).flatMap((inner, index) =>
    inner ? sayProblems(inner, `${where}[${index}]`) : [],
  );
  return [...here, ...named, ...listed];
}
