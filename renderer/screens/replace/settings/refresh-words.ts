/** A refresh's percentages in servers of this fleet, before anything is started. Pure. */
import { countWords } from "../../../../shared/words/counts.ts";
import { refreshShape } from "../../../../shared/plan/refresh/refresh-arithmetic.ts";
import type { ReplaceSettings } from "../replace-settings.ts";
import { wholeNumber } from "./numbers.ts";

const orders = {
  "new-first": "new ones first",
  "old-first": "old ones end first",
  together: "old ones end while new ones start",
} as const;

export function refreshWords(
  { minHealthy, maxHealthy }: Pick<ReplaceSettings, "minHealthy" | "maxHealthy">,
  desired: number,
): string {
  const [minHealthyPercentage, maxHealthyPercentage] = [
    wholeNumber(minHealthy),
    wholeNumber(maxHealthy),
  ];
  if (minHealthyPercentage === null || maxHealthyPercentage === null || desired === 0) return "";
  if (minHealthyPercentage > 100 || maxHealthyPercentage < 100) return "";
  const shape = refreshShape(desired, { minHealthyPercentage, maxHealthyPercentage });
  return (
    `For ${countWords(desired, "server")}: ${String(shape.batch)} at a time in ${countWords(shape.rounds, "round")}, ` +
    `${orders[shape.order]}; at least ${String(shape.least)} in service, ${String(shape.most)} at the most`
  );
}
