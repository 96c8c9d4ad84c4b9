import type { GuardRailFile } from "../../connections/guard-rail-file.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<Handlers, "rails:read" | "rails:save">;

export interface GuardRailParts {
  readonly file: GuardRailFile;
  /** Throws `not-found`. */
  readonly connection: (id: string) => Connection;
}

export function guardRailHandlers({ file, connection }: GuardRailParts): Own {
  return {
    "rails:read": async (payload) => file.of(connection(payload.connectionId)),
    "rails:save": async ({ connectionId, guardRails }) => {
      file.save(connection(connectionId).id, guardRails);
      return null;
    },
  };
}
