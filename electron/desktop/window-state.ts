/** Where the window was, kept beside the console's data. A place that no display shows any more is forgotten. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Rectangle } from "electron";
import { z } from "zod";

const schema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(600).max(20_000),
  height: z.number().int().min(400).max(20_000),
  maximised: z.boolean(),
});
export type WindowState = z.infer<typeof schema>;

export function readWindowState(file: string): WindowState | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // None yet, or not ours to understand: the window opens in its usual place.
    return null;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

/** Enough of the title bar must be on some display for a hand to reach it. */
export function isReachable(state: Rectangle, displays: readonly Rectangle[]): boolean {
  return displays.some(
    (area) =>
      state.x + state.width > area.x + 80 &&
      state.x < area.x + area.width - 80 &&
      state.y >= area.y - 10 &&
      state.y < area.y + area.height - 40,
  );
}
