/** Rolling several fleets back that were released together: each by its own plan, none held up by another. */
import { toErrorData } from "../../../shared/errors.ts";
import type { TogetherOutcome } from "../../../shared/contract/requests.ts";
import type { Random } from "../../ports.ts";
import type { Handlers } from "../gate.ts";
import { rollBack, type OperationParts, type RollbackWish } from "./operations.ts";

type Own = Pick<Handlers, "operation:rollback-together">;

export interface TogetherParts extends OperationParts {
  /** Null: there is no such fleet now. */
  fleetName(id: string): string | null;
}

export function togetherHandlers(parts: TogetherParts, random: Pick<Random, "id">): Own {
  return {
    "operation:rollback-together": async ({ fleets, reason, confirmation }) => {
      const release = random.id("release");
      const typed = new Set((confirmation ?? "").split(/[\s,]+/));
      const outcomes = await Promise.all(
        fleets.map((one) => {
          const name = parts.fleetName(one.fleetId);
          const said = name !== null && typed.has(name) ? name : null;
          return outcomeOf(parts, { ...one, reason, release, confirmation: said });
        }),
      );
      return { release, outcomes };
    },
  };
}

async function outcomeOf(parts: OperationParts, wish: RollbackWish): Promise<TogetherOutcome> {
  const { fleetId } = wish;
  try {
    return { fleetId, operationId: await rollBack(parts, wish), problem: null };
  } catch (error) {
    return { fleetId, operationId: null, problem: toErrorData(error).message };
  }
}
