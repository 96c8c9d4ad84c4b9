/** Campaigns: their plans, a person's word on a part that is held, and their way back. */
import { BennuError } from "../../../shared/errors.ts";
import {
  connectionId,
  fleetId,
  imageId,
  operationId,
  stepId,
  type OperationId,
} from "../../../shared/model/ids.ts";
import type { RequestPayload } from "../../../shared/contract/requests.ts";
import type { CampaignBackIntent, CampaignIntent } from "../../../shared/model/intent.ts";
import { isTerminal } from "../../../shared/model/operation.ts";
import { confirmed, start, type OperationParts } from "./operations.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<
  Handlers,
  "plan:campaign" | "plan:campaign-back" | "campaign:choose" | "campaign:roll-back"
>;

export function campaignHandlers(parts: OperationParts): Own {
  const { operations, book } = parts;
  return {
    "plan:campaign": (payload) => book.make(intentOf(payload)),
    "plan:campaign-back": ({ operationId: id }) => book.make(backIntent(parts, operationId(id))),
    "campaign:choose": async ({ operationId: id, stepId: step, choice, ...said }) => {
      if (choice === "skip" && said.reason.length < 3)
        throw new BennuError({ code: "refused", message: "Say why it is skipped." });
      operations.choose(operationId(id), stepId(step), { kind: choice, ...said });
      return null;
    },
    "campaign:roll-back": async (payload) => ({ operationId: await rollBack(parts, payload) }),
  };
}

function intentOf(payload: RequestPayload<"plan:campaign">): CampaignIntent {
  const { stages, bakesAtOnce, onFailure, leftOut, alsoBake = [] } = payload;
  return {
    kind: "campaign",
    connectionId: connectionId(payload.connectionId),
    fromImageId: imageId(payload.fromImageId),
    toImageId: imageId(payload.toImageId),
    bakesAtOnce,
    onFailure,
    leftOut,
    alsoBake,
    ...(stages === null
      ? {}
      : {
          stages: stages.map(({ fleetIds, ...stage }) => ({
            ...stage,
            fleetIds: fleetIds.map(fleetId),
          })),
        }),
  };
}

function backIntent({ operations }: OperationParts, campaign: OperationId): CampaignBackIntent {
  const summary = operations.summary(campaign);
  if (summary?.kind !== "campaign")
    throw new BennuError({ code: "not-found", message: `There is no campaign ${campaign}.` });
  return { kind: "campaign-back", connectionId: summary.connectionId, campaign };
}

/** What runs of it is ended first, so that nothing new is begun behind the way back. */
async function rollBack(
  parts: OperationParts,
  payload: RequestPayload<"campaign:roll-back">,
): Promise<OperationId> {
  const { operations, book } = parts;
  const campaign = operationId(payload.operationId);
  const intent = backIntent(parts, campaign);
  const before = await book.makeUnkept(intent);
  if (before.refused)
    throw new BennuError({ code: "refused", message: `${before.reason} ${before.cure}` });
  confirmed(parts, before.plan, payload.confirmation);
  const isOpen = () => !isTerminal(operations.summary(campaign)?.status ?? "failed");
  if (isOpen()) await operations.supersede(campaign, `${before.plan.title} took over.`);
  // A replacement may have been begun while it was being ended.
  const planned = await book.makeUnkept(intent);
  if (planned.refused)
    throw new BennuError({ code: "refused", message: `${planned.reason} ${planned.cure}` });
  return start(parts, planned.plan, { reason: payload.reason, changeNumber: null });
}
