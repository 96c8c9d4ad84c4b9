/** The strategies in an operator's words, the same on every screen. */
import type { Strategy } from "../../model/intent.ts";

interface Words {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly how: string;
  /** What it is for. */
  readonly suits: string;
  readonly wayBack: string;
}

export const strategyWords: Readonly<Record<Strategy, Words>> = {
  parallel: {
    name: "Parallel generation",
    how: "a new group beside the old one takes over the traffic, and the old one is kept warm.",
    suits: "Safest, where there is room for a second generation.",
    wayBack: "In seconds while the old generation is warm.",
  },
  "grow-shrink": {
    name: "Grow and shrink",
    how: "the one group grows by a batch of new servers, waits for their health and sheds as many old ones.",
    suits: "Little room, and a group that must keep its name.",
    wayBack: "The same in reverse: minutes a batch.",
  },
  refresh: {
    name: "Rolling refresh",
    how: "AWS's instance refresh replaces the group's servers, and goes on when this computer is off.",
    suits: "Large fleets, and runs that nobody watches.",
    wayBack: "AWS's own while it runs, Bennu's after it ended.",
  },
  "root-volume": {
    name: "Root volume swap",
    how: "each server keeps its address and data volumes and gets a new root from the image.",
    suits: "Servers that hold data.",
    wayBack: "The earlier image again, a reboot a server.",
  },
};
