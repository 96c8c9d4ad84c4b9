/**
 * The stand-alone practice cloud: `npm run practice-cloud -- --port 0 --seed 1 --speed 60`. Prints one line of
 * JSON that says where it is and with which keys, and runs until it is stopped. It keeps nothing.
 */
import { parseArgs } from "node:util";
import { PRACTICE_CREDENTIALS } from "./practice/access-keys.ts";
import { PRACTICE_REGION, SCENARIO_NAMES } from "./practice/practice-world.ts";
import type { ScenarioName } from "./practice/practice-world.ts";
import { PracticeRegion } from "./practice/region.ts";
import { servePracticeHttp } from "./practice/wire/loopback-server.ts";
import { withLatency } from "./practice/wire/latency.ts";

const OPTIONS = {
  port: { type: "string", default: "0" },
  seed: { type: "string", default: "1" },
  speed: { type: "string", default: "1" },
  scenario: { type: "string", default: "shop" },
  servers: { type: "string" },
  groups: { type: "string" },
  images: { type: "string" },
  "latency-ms": { type: "string", default: "0" },
} as const;

interface Settings {
  readonly region: PracticeRegion;
  readonly port: number;
  readonly latencyMs: number;
}

function settingsFrom(args: readonly string[]): Settings {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const scenario = {
    seed: wholeNumber("seed", values.seed),
    scenario: scenarioName(values.scenario),
    startMs: Date.now(),
    ...size("servers", values.servers),
    ...size("groups", values.groups),
    ...size("images", values.images),
  };
  const speed = wholeNumber("speed", values.speed);
  const region = new PracticeRegion({ scenario, speed, stateFile: null });
  return {
    region,
    port: wholeNumber("port", values.port),
    latencyMs: wholeNumber("latency-ms", values["latency-ms"]),
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

async function run(args: readonly string[]): Promise<void> {
  const { region, port, latencyMs } = settingsFrom(args);
  const server = await servePracticeHttp(withLatency(region.endpoint, latencyMs), { port });
  region.start();
  const stop = () => {
    region.stop();
    void server.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const line = JSON.stringify({
    endpoint: server.url,
    region: PRACTICE_REGION,
    ...PRACTICE_CREDENTIALS,
  });
  process.stdout.write(`${line}\n`);
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
