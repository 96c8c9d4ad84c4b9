import { decideTakeTurn, type TakeTurnSeen } from "../../../../shared/decide/bake/take-turn.ts";
import type { WorkOf } from "../../../../shared/decide/decision.ts";
import { revokedNow } from "../../../bake/revoked-now.ts";
import type { StepContext, StepModule } from "../step.ts";

export const takeTurn: StepModule<"take-turn", TakeTurnSeen> = {
  kind: "take-turn",
  look,
  decide: decideTakeTurn,
  onWayOut: false,
  undo: "It only waits.",
};

async function look(work: WorkOf<"take-turn">, context: StepContext): Promise<TakeTurnSeen> {
  const [base = null] = await context.reader.images([work.baseImageId]);
  const revoked = base && (await revokedNow(context.reader, base, context.nowMs));
  return { places: context.places(), base, revoked };
}
