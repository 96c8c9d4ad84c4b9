/** A process of the simulation: takes seeds from the command, one at a time, until that lets go of it. */
import { attempt } from "./attempt.ts";
import type { Done, Order } from "./messages.ts";

process.on("message", (order: Order) => void carryOut(order));
process.on("disconnect", () => process.exit());

async function carryOut({ seed, options }: Order): Promise<void> {
  const before = process.cpuUsage();
  const made = await attempt(seed, options);
  const { user, system } = process.cpuUsage(before);
  const done: Done = { seed, attempt: made, cpuMs: (user + system) / 1000 };
  process.send?.(done);
}
