/** What a replacement does where nobody said otherwise. */
import type { ParallelIntent } from "../model/intent.ts";

/** A parallel generation in one rise, in traffic from its first server, that waits for a person when something fails. */
export const plainParallel = {
  strategy: "parallel" as const,
  waves: new Array<number>(),
  waveSoakMs: 0,
  traffic: "from-first-server" as const,
  gates: new Array<never>(),
  onFailure: "hold" as const,
  retireAfterWarm: false,
} satisfies Partial<ParallelIntent>;
