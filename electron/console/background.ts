/** What the console looks at by the clock, while nobody asks. */
import type { Bakes } from "../bake/bakes.ts";
import type { InventoryTeller } from "../held-fleets.ts";
import type { Parts } from "./parts.ts";
import { repeatedly } from "./timers.ts";

const SCHEDULES_EVERY_MS = 30_000;

/** Gives the function that ends it, when the look under way is over. */
export function keepSchedules({ scheduler }: Bakes): () => Promise<void> {
  const end = repeatedly(SCHEDULES_EVERY_MS, () => void scheduler.tick());
  return () => {
    end();
    return scheduler.ended();
  };
}

const LOOKS_EVERY_MS = 10_000;

/** In the background, from a moment after the start on. Gives the function that ends it. */
export function keepLooking({ returns }: Parts, teller: InventoryTeller): () => Promise<void> {
  const end = repeatedly(LOOKS_EVERY_MS, () => void returns.look((id) => teller.tell(id)));
  return () => {
    end();
    return returns.close();
  };
}
