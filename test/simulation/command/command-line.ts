/** What the command is asked for. Anything that it doesn't know ends it, with the reason. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { FAULT_LEVELS } from "../scenario/faults.ts";
import { LIFE_WISHES, type DrawWish } from "../life/scenario/draw.ts";
import { STRATEGIES } from "../scenario/how.ts";
import { KINDS } from "../scenario/scenario.ts";

export interface Command {
  readonly from: number;
  readonly seeds: number;
  readonly cores: number;
  readonly options: DrawWish;
  /** A seed to be shown with its whole history. */
  readonly replay: number | null;
}

export function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: "string", default: "100" },
      from: { type: "string", default: "1" },
      cores: { type: "string", default: String(availableParallelism()) },
      operation: { type: "string" },
      size: { type: "string" },
      faults: { type: "string" },
      strategy: { type: "string" },
      replay: { type: "string" },
    },
  });
  const operation = oneOf("--operation", [...KINDS, ...LIFE_WISHES], values.operation);
  return {
    from: whole("--from", values.from, 0),
    seeds: whole("--seeds", values.seeds, 1),
    cores: whole("--cores", values.cores, 1),
    options: {
      kind: KINDS.find((kind) => kind === operation) ?? null,
      life: LIFE_WISHES.find((life) => life === operation) ?? null,
      servers: values.size === undefined ? null : whole("--size", values.size, 1),
      faults: oneOf("--faults", FAULT_LEVELS, values.faults),
      strategy: oneOf("--strategy", STRATEGIES, values.strategy),
    },
    replay: values.replay === undefined ? null : whole("--replay", values.replay, 0),
  };
}

function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`${name} takes a whole number from ${String(least)} on, not ${text}.`);
}

function oneOf<T extends string>(
  name: string,
  choices: readonly T[],
  text: string | undefined,
): T | null {
  if (text === undefined) return null;
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  throw new Error(`${name} takes ${choices.join(", ")}; not ${text}.`);
}
