/** What EC2 has not enough of, and what its reads do not show yet. Plain data. */
import type { Json } from "../json.ts";

/** How many more servers there is room for; no pool means: as many as are asked for. */
export interface CapacityPool {
  readonly zone: string;
  readonly instanceType: string;
  free: number;
}

/** Until then a resource is missing from reads (`former` null), or they show what it was before. */
export interface Unseen {
  readonly untilMs: number;
  readonly former: Json;
}
