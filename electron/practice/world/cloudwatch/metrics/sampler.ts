/** A metric as a function of time: what was measured in the minute that begins then; null: nothing. */
import type { Sample } from "./samples.ts";

export type Sampler = (atMs: number) => Sample | null;

export const MINUTE_MS = 60_000;
