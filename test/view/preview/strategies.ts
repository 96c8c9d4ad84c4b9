/** What the strategies come to, for looking at the replace screen. */
import type { StrategyAnswer } from "../../../shared/contract/strategy-answer.ts";
import { strategyWords } from "../../../shared/plan/strategy/strategy-words.ts";
import { strategies } from "../../../shared/plan/strategy/strategy-defaults.ts";

const minuteMs = 60_000;

export const strategyAnswer: StrategyAnswer = {
  refused: false,
  alarms: [
    { name: "checkout-5xx", state: "OK", reason: "", sinceMs: null },
    { name: "checkout-latency", state: "ALARM", reason: "", sinceMs: null },
  ],
  proposal: {
    strategy: "parallel",
    why: "A new generation beside the old one is the safest: the fleet never has less in service, and the way back is instant while the old one is warm.",
    choices: strategies.map((strategy, at) => ({
      strategy,
      possible: strategy !== "root-volume",
      reason:
        strategy === "root-volume"
          ? "The image's root device differs from the servers'."
          : strategyWords[strategy].suits,
      cure: strategy === "root-volume" ? "Choose an image with the same root device." : null,
      keeps: ["Never less than 50 servers in service"],
      loses: ["When the old servers are retired: their addresses and root volumes"],
      expected: { medianMs: (20 + at * 9) * minuteMs, worstMs: (45 + at * 20) * minuteMs },
      mostServers: strategy === "parallel" ? 100 : 55,
      usd: at === 0 ? 7.25 : null,
    })),
  },
};
