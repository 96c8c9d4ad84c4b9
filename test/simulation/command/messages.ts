/** Between the command and its processes, each of which takes one seed at a time. */
import type { DrawWish } from "../life/scenario/draw.ts";
import type { Attempt } from "./attempt.ts";

export interface Order {
  readonly seed: number;
  readonly options: DrawWish;
}

export interface Done {
  readonly seed: number;
  readonly attempt: Attempt;
  /** Of a core, as the system counts it: others that run beside it don't. */
  readonly cpuMs: number;
}
