import { operationId } from "../../../shared/model/ids.ts";
import type { Journal } from "../../journal/journal.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<Handlers, "journal:export" | "journal:verify">;

export function journalHandlers(journal: Pick<Journal, "export" | "verify">): Own {
  return {
    "journal:export": async (payload) =>
      journal.export(payload.operationId === null ? null : operationId(payload.operationId)),
    "journal:verify": async () => journal.verify(),
  };
}
