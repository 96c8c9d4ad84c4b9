import { randomBytes, randomInt } from "node:crypto";
import type { Random } from "./ports.ts";

const range = 2 ** 47;

/** The system's chance. */
export const systemRandom: Random = {
  next: () => randomInt(range) / range,
  id: (prefix) => `${prefix}-${randomBytes(8).toString("hex")}`,
};
