/** What the guard rails ask for before a plan is started, what has been said of it so far, and its start. */
import { useState } from "react";
import type { BennuError } from "../../../../shared/errors.ts";
import type { GuardRails } from "../../../../shared/model/guard-rails.ts";
import type { OperationId } from "../../../../shared/model/ids.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { askedFor, mayStart } from "../../../../shared/rules/guard-rails.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { useLinkLost } from "../../../client/use-link-lost.ts";
import { useConnectionNow } from "../../connections/clocks.ts";

interface Said {
  readonly reason: string;
  readonly changeNumber: string;
  readonly typed: string;
}

export interface PlanStart {
  readonly said: Said;
  readonly say: (part: Partial<Said>) => void;
  /** By the guard rails; nothing while they aren't known, for the console holds the start to them. */
  readonly asked: { readonly reason: boolean; readonly changeNumber: boolean };
  readonly rails: GuardRails | undefined;
  /** What must be typed; null: nothing. */
  readonly typedName: string | null;
  readonly nowMs: number;
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly error: BennuError | null;
  /** Why nothing can be started from this window now; null: it can. */
  readonly lost: string | null;
  readonly run: () => void;
}

export function usePlanStart(
  { id: planId, kind, connectionId }: Plan,
  typedName: string | null,
  onStarted: (id: OperationId) => void,
): PlanStart {
  const { data: rails } = useRequest("rails:read", { connectionId });
  const nowMs = useConnectionNow(connectionId);
  const start = useAction("operation:start");
  const lost = useLinkLost();
  const [said, setSaid] = useState<Said>({ reason: "", changeNumber: "", typed: "" });
  const { reason, changeNumber, typed } = said;
  const told = { reason, changeNumber: changeNumber === "" ? null : changeNumber };
  const isAllowed = rails === undefined || mayStart(kind, rails, told, nowMs).ok;
  return {
    said,
    say: (part) => setSaid((before) => ({ ...before, ...part })),
    asked: rails === undefined ? nothingAsked : askedFor(kind, rails),
    ...{ rails, typedName, nowMs, lost },
    isReady: isAllowed && (typedName === null || typed === typedName),
    isPending: start.isPending,
    error: start.error,
    run: () =>
      start.mutate(
        { planId, ...told, confirmation: typedName === null ? null : typed },
        { onSuccess: ({ operationId }) => onStarted(operationId) },
      ),
  };
}

const nothingAsked = { reason: false, changeNumber: false };
