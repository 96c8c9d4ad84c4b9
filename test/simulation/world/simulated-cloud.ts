/** The region as a console under test meets it: through the SDK and its wire, past whatever goes wrong. */
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import type { Cloud } from "../../../electron/ports.ts";
import { FaultBook } from "../../../electron/practice/faults/fault-book.ts";
import { faultyEndpoint } from "../../../electron/practice/faults/faulty-endpoint.ts";
import type { ColleagueAct, FaultRule } from "../../../electron/practice/faults/fault-rule.ts";
import { bringMishaps } from "../../../electron/practice/faults/faulty-world.ts";
import { practiceRequestHandler } from "../../../electron/practice/wire/request-handler.ts";
import type { PracticeEndpoint } from "../../../electron/practice/wire/messages.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import type { VirtualTime } from "../virtual-time.ts";
import { noteDoomed } from "./doomed.ts";

export interface FaultyParts {
  readonly world: World;
  readonly seed: number;
  /** Their times count from now. */
  readonly rules: readonly FaultRule[];
  readonly acts: readonly ColleagueAct[];
  readonly time: VirtualTime;
  readonly tell: (words: string) => void;
}

/** Puts the rules on the world, and on the calls that go through what it gives; with the servers that they doom. */
export function faultyRegion(
  endpoint: PracticeEndpoint,
  { world, seed, rules, acts, time, tell }: FaultyParts,
): { readonly endpoint: PracticeEndpoint; readonly doomed: ReadonlySet<string> } {
  const from = (ms: number | null) => (ms === null ? null : world.nowMs + ms);
  const book = FaultBook.of({
    seed,
    rules: rules.map((rule) => ({
      ...rule,
      fromMs: from(rule.fromMs),
      untilMs: from(rule.untilMs),
    })),
  });
  bringMishaps(world, book, acts, ({ operation, input }, refusal) =>
    tell(`colleague: ${operation} ${JSON.stringify(input)} ${refusal ?? ""}`),
  );
  const doomed = noteDoomed(world);
  const sleep = (ms: number) => time.sleep(ms);
  return { endpoint: faultyEndpoint({ endpoint, book, world: () => world, sleep }), doomed };
}

export function cloudOver(
  endpoint: PracticeEndpoint,
  { clock }: VirtualTime,
  connection: Connection,
): Cloud {
  return makeCloud({
    connection,
    clock,
    random: { next: () => 0.5 },
    credentials: null,
    transport: { kind: "practice", requestHandler: practiceRequestHandler(endpoint) as never },
    time: { nowMs: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal) },
  });
}
