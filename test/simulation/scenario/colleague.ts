/** What somebody else does in the middle. */
import type { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import { MINUTE } from "./minute.ts";
import type { ColleagueDeed } from "./scenario.ts";

export function drawColleague(chance: Chance): ColleagueDeed[] {
  const deeds = Array.from({ length: chance.whole(1, 3) }, () => drawDeed(chance));
  return chance.next() < 0.5 ? deeds : [];
}

function drawDeed(chance: Chance): ColleagueDeed {
  return {
    atMs: Math.round(chance.between(0, chance.pick([3, 6, 20]) * MINUTE)),
    group: chance.pick(["live", "next"]),
    what: chance.pick<ColleagueDeed["what"]>([
      "resize",
      "resize",
      "suspend",
      "suspend",
      "resume",
      "delete",
      "take-claim-off",
      "detach",
      "new-template-version",
      "deregister-image",
      "disable-image",
    ]),
    by: chance.whole(-5, 3),
    process: chance.pick(["Launch", "Terminate", "AddToLoadBalancer", "HealthCheck"]),
  };
}
