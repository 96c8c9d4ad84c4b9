/** What both hosts understand on the command line. */
import { parseArgs } from "node:util";
import { BennuError } from "../shared/errors.ts";

export interface CommandLine {
  readonly port: number;
  readonly open: boolean;
  readonly data: string | null;
  /** The user's folder of recipes. */
  readonly recipes: string | null;
  readonly speed: number;
  readonly seed: number;
}

const known = {
  port: { type: "string", default: "0" },
  "no-open": { type: "boolean", default: false },
  data: { type: "string" },
  recipes: { type: "string" },
  speed: { type: "string", default: "60" },
  seed: { type: "string", default: "1" },
} as const;

export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({ args: [...args], options: known, allowPositionals: false });
  return {
    port: whole("--port", values.port, 0, 65_535),
    open: !values["no-open"],
    data: values.data ?? null,
    recipes: values.recipes ?? null,
    speed: whole("--speed", values.speed, 1, 600),
    seed: whole("--seed", values.seed, 0, 2 ** 31),
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const message = `${name} ${text}: a whole number from ${String(least)} to ${String(most)} was expected.`;
  throw new BennuError({ code: "invalid-input", message });
}
