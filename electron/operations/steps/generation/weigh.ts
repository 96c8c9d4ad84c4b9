import { decideWeigh, type WeighSeen } from "../../../../shared/decide/generation/weigh.ts";
import type { StepModule } from "../step.ts";

export const weigh: StepModule<"weigh", WeighSeen> = {
  kind: "weigh",
  look: async (work, { fleet, reader }) => {
    const arns = work.rules.map(({ ruleArn }) => ruleArn);
    const [reading, rules] = await Promise.all([fleet(), reader.rules(arns)]);
    return { fleet: reading, rules };
  },
  decide: decideWeigh,
  onWayOut: false,
  undo: "The weights of before are put back on every way out, until the new generation has everything.",
};
