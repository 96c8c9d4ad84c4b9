/** A refresh that ended otherwise than wished: what serves now, and what one can do. */
import { isActive } from "../../guard/serving.ts";
import type { RefreshFact } from "../../model/facts/signs.ts";
import { assertNever } from "../../assert-never.ts";
import { failed, type Decision } from "../decision.ts";
import { servers } from "../words.ts";
import type { Followed } from "./follow.ts";
import { runs } from "./refreshed.ts";
import { quoted } from "../../words/quoted.ts";

type Badly = "Failed" | "Cancelled" | "RollbackSuccessful" | "RollbackFailed";

export function endedBadly(followed: Followed, own: RefreshFact): Decision {
  return failed(wordsFor(own.status as Badly, own, mixture(followed)));
}

/** Of both versions, and what the group would start next. */
function mixture({ group, wanted }: Followed): string {
  const active = group.members.filter(isActive);
  const fresh = active.filter((member) => runs(member, wanted)).length;
  return (
    `${String(fresh)} of ${servers(active.length)} of ${group.name} run version ${String(wanted.templateVersion)} now, and the group ` +
    `would start version ${group.template?.version ?? "unknown"}.`
  );
}

function wordsFor(status: Badly, own: RefreshFact, mixed: string): string {
  const why = own.rollback?.reason ?? own.reason;
  const said = why === null ? "AWS gives no reason." : `AWS says: ${quoted(why)}`;
  switch (status) {
    case "Failed":
      return `AWS's instance refresh failed. ${said} ${mixed} Roll back, or clear what it names and replace again: it begins with the older servers.`;
    case "Cancelled":
      return `AWS's instance refresh was cancelled, not by this operation. ${said} ${mixed} Roll back, or replace again.`;
    case "RollbackSuccessful":
      return `AWS turned its refresh back: the fleet runs what it ran before. ${said} ${mixed} Look at the image before the next try.`;
    case "RollbackFailed":
      return `AWS's refresh was turned back, and the way back failed too. ${said} ${mixed} What serves is left alone. Look at the servers, then roll back or replace from what is there now.`;
    default:
      return assertNever(status, "status");
  }
}
