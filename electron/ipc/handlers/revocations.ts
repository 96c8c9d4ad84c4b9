/** Revoking an image, or taking that back: planned and started at once, for it touches no server. */
import { BennuError } from "../../../shared/errors.ts";
import type { RequestPayload } from "../../../shared/contract/requests.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import { connectionId, imageId } from "../../../shared/model/ids.ts";
import type { RevokeIntent } from "../../../shared/model/intent.ts";
import { revokeConfirmation } from "../../../shared/rules/confirmations.ts";
import type { Operations } from "../../operations/operations.ts";
import type { PlanBook } from "../../planning/plan-book.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<Handlers, "plan:revoke" | "image:revoke">;

export interface RevocationParts {
  readonly operations: Pick<Operations, "start">;
  readonly book: Pick<PlanBook, "makeUnkept">;
  connection(id: string): Connection;
  imageName(connection: string, image: string): string | null;
  /** The user, for the tag. */
  readonly user: string;
}

type Payload = RequestPayload<"plan:revoke">;

export function revocationHandlers(parts: RevocationParts): Own {
  return {
    "plan:revoke": (payload) => parts.book.makeUnkept(intentOf(payload, parts.user, "…")),
    "image:revoke": async ({ reason, confirmation, ...payload }) => {
      confirmed(parts, payload, confirmation);
      const planned = await parts.book.makeUnkept(intentOf(payload, parts.user, reason));
      if (planned.refused)
        throw new BennuError({ code: "refused", message: `${planned.reason} ${planned.cure}` });
      const said = { reason, changeNumber: null };
      return { operationId: parts.operations.start(planned.plan, said) };
    },
  };
}

function intentOf(payload: Payload, by: string, reason: string): RevokeIntent {
  const { isRevoked, fromMs, atAws } = payload;
  return {
    kind: "revoke",
    connectionId: connectionId(payload.connectionId),
    imageId: imageId(payload.imageId),
    isRevoked,
    fromMs,
    reason,
    by,
    ...(atAws === null ? {} : { atAws }),
  };
}

function confirmed(parts: RevocationParts, payload: Payload, typed: string | null): void {
  const name = parts.imageName(payload.connectionId, payload.imageId) ?? payload.imageId;
  const wanted = revokeConfirmation(parts.connection(payload.connectionId), payload.atAws, name);
  if (wanted === null || typed === wanted) return;
  throw new BennuError({
    code: "aborted",
    message: `This is production. Nothing was started. Type the image's name, ${wanted}, to go on.`,
  });
}
