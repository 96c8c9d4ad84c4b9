import { fleetId, generationId, imageId, type OperationId } from "../../../shared/model/ids.ts";
import type { PlanBook } from "../../planning/plan-book.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<
  Handlers,
  "plan:replace" | "plan:rollback" | "plan:retire" | "plan:put-back" | "plan:promise"
>;

/** `holding`: this console's own operation on a fleet. A roll back takes it over, so its plan is made as if it had. */
export function planHandlers(
  book: PlanBook,
  holding: (fleetId: string) => OperationId | null,
): Own {
  return {
    "plan:replace": (payload) =>
      book.preview({
        kind: "replace",
        ...payload,
        fleetId: fleetId(payload.fleetId),
        imageId: imageId(payload.imageId),
      }),
    "plan:rollback": (payload) =>
      book.preview(
        {
          kind: "rollback",
          fleetId: fleetId(payload.fleetId),
          to: generationId(payload.generationId),
        },
        holding(payload.fleetId),
      ),
    "plan:retire": (payload) =>
      book.make({
        kind: "retire",
        fleetId: fleetId(payload.fleetId),
        generation: generationId(payload.generationId),
      }),
    "plan:put-back": ({ fleetId: fleet, ...payload }) =>
      book.make({ kind: "put-back", fleetId: fleetId(fleet), ...payload }),
    "plan:promise": (payload) => book.make({ kind: "promise", fleetId: fleetId(payload.fleetId) }),
  };
}
