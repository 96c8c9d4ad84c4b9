/** What each address under `/_practice/` does, by method. */
import { z } from "zod";
import {
  actSchema,
  durationSchema,
  faultSchema,
} from "../../../shared/contract/practice-schemas.ts";
import type { PracticeRegion } from "../region.ts";
import { obey } from "./obey.ts";
import type { ControlOrder, ReplyTo } from "./orders.ts";
import { readScenario } from "./scenario-file.ts";

export interface ControlAsked {
  readonly region: PracticeRegion;
  /** A region's name; null: the home. */
  readonly place: string | null;
  /** What follows the address's name. */
  readonly id: string | null;
  readonly text: string;
}

export class ControlRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "ControlRefusal";
    this.status = status;
  }
}

type Route = (asked: ControlAsked) => unknown;
type Routes = Readonly<Record<string, Route>>;

const clockSchema = z.strictObject({
  speed: z.number().min(1).max(600).optional(),
  /** Let so much pass at once: milliseconds, or words like 5m. */
  advance: durationSchema.optional(),
});
const interfereSchema = z.strictObject({
  fleet: z.string().min(1).max(255).nullable().default(null),
  hidden: z.boolean().default(false),
});
const resetSchema = z.strictObject({ seed: z.number().int().min(0).nullable().default(null) });

const ROUTES: Readonly<Record<string, Routes>> = {
  "": { GET: (asked) => order(asked, { kind: "panel" }) },
  clock: { GET: clock, PUT: setClock },
  faults: {
    GET: (asked) => ({
      faults: order(asked, { kind: "panel" }).faults,
      ready: order(asked, { kind: "choices" }).ready,
    }),
    POST: (asked) => order(asked, { kind: "spoil", fault: told(faultSchema, asked) }),
    PUT: replaceFaults,
    DELETE: (asked) => order(asked, { kind: "mend", faultId: asked.id }),
  },
  choices: { GET: (asked) => order(asked, { kind: "choices" }) },
  acts: { POST: (asked) => order(asked, { kind: "act", act: told(actSchema, asked) }) },
  deeds: { GET: (asked) => order(asked, { kind: "panel" }).deeds },
  interfere: {
    POST: (asked) => order(asked, { kind: "interfere", ...told(interfereSchema, asked) }),
  },
  reveal: { POST: (asked) => order(asked, { kind: "reveal" }) },
  reset: { POST: (asked) => order(asked, { kind: "reset", ...told(resetSchema, asked) }) },
  scenario: {
    PUT: (asked) => {
      const file = readScenario(asked.text, "the body");
      return order(asked, { kind: "load", name: "sent by HTTP", file });
    },
  },
  history: { GET: (asked) => order(asked, { kind: "history" }) },
};

export const routesOf = (name: string): Routes | null =>
  Object.hasOwn(ROUTES, name) ? (ROUTES[name] ?? null) : null;

const order = <Order extends ControlOrder>(
  { region, place }: ControlAsked,
  given: Order,
): ReplyTo<Order> => obey(region, place, given);

function told<Schema extends z.ZodType>(schema: Schema, { text }: ControlAsked): z.infer<Schema> {
  return schema.parse(text.trim() === "" ? {} : (JSON.parse(text) as unknown));
}

function clock(asked: ControlAsked) {
  const { nowMs, speed } = asked.region.clock();
  return { now: new Date(nowMs).toISOString(), nowMs, speed };
}

function setClock(asked: ControlAsked) {
  const { speed, advance } = told(clockSchema, asked);
  if (speed !== undefined) order(asked, { kind: "set-speed", speed });
  if (advance !== undefined) order(asked, { kind: "advance", ms: advance });
  return clock(asked);
}

/** All are read before the first is set. */
function replaceFaults(asked: ControlAsked) {
  const faults = told(z.array(faultSchema).max(200), asked);
  order(asked, { kind: "mend", faultId: null });
  return faults.map((fault) => order(asked, { kind: "spoil", fault }));
}
