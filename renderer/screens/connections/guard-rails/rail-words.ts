/** A connection's guard rails in a line. Pure. */
import type { Environment } from "../../../../shared/model/connection.ts";
import type { GuardRails } from "../../../../shared/model/guard-rails.ts";
import { countWords, listWords } from "../../../../shared/words/counts.ts";

export function railWords(rails: GuardRails, environment: Environment): string {
  const asked = [
    ...(environment === "prod" ? ["the fleet's name typed"] : []),
    ...(rails.reasonRequired ? ["a reason"] : []),
    ...(rails.changeNumberRequired ? ["a change number"] : []),
    ...(rails.freezes.length > 0 ? [countWords(rails.freezes.length, "freeze")] : []),
  ];
  return asked.length === 0 ? "nothing is asked before a start" : listWords(asked);
}
