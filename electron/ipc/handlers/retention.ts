/** Requests about the end of an image's life: looking into it, what needs it, what the rules say of all. */
import type { Connection } from "../../../shared/model/connection.ts";
import { connectionId, imageId } from "../../../shared/model/ids.ts";
import type { PlanBook } from "../../planning/plan-book.ts";
import { goneImages } from "../../retention/gone-images.ts";
import { dryRun, idsOf, safetyOf, type RetentionParts } from "../../retention/retention.ts";
import type { RetentionRulesFile } from "../../retention/rules-file.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<
  Handlers,
  | "plan:inspect"
  | "plan:retention"
  | "image:safety"
  | "image:gone"
  | "retention:read"
  | "retention:save"
  | "retention:dry-run"
>;

export interface RetentionHandlerParts extends RetentionParts {
  readonly book: PlanBook;
  readonly rules: RetentionRulesFile;
  /** Throws `not-found`. */
  readonly connection: (id: string) => Connection;
}

export function retentionHandlers(parts: RetentionHandlerParts): Own {
  const { book, rules, connection } = parts;
  return {
    "plan:inspect": (wish) =>
      book.make({
        kind: "inspect",
        ...wish,
        connectionId: connectionId(wish.connectionId),
        imageId: imageId(wish.imageId),
      }),
    "plan:retention": (wish) =>
      book.make({
        kind: "retention",
        ...wish,
        connectionId: connectionId(wish.connectionId),
        imageIds: wish.imageIds.map((id) => imageId(id)),
      }),
    "image:safety": (wish) => safetyOf(parts, ...idsOf(wish)),
    "image:gone": async ({ connectionId: id }) => {
      const at = connection(id).id;
      const readAtMs = parts.state(at)?.lastSyncAtMs ?? 0;
      return { images: await goneImages(parts, at), readAtMs };
    },
    "retention:read": async ({ connectionId: id }) => rules.of(connection(id).id),
    "retention:save": async ({ connectionId: id, rules: wanted }) => {
      rules.save(connection(id).id, wanted);
      return null;
    },
    "retention:dry-run": ({ connectionId: id, rules: wanted }) =>
      dryRun(parts, connection(id).id, wanted),
  };
}
