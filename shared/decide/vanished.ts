/** A group that a step needs and that isn't there, or won't be much longer: never success, always said clearly. */
import type { GroupFact } from "../model/facts.ts";
import type { GroupName } from "../model/ids.ts";
import { failed, failedIfItStays, type Decision } from "./decision.ts";

export function vanished(group: GroupFact | undefined | null, name: GroupName): Decision | null {
  if (!group) {
    return failedIfItStays(
      `The group ${name} vanished: it isn't there any more, and it was not this operation that deleted it. ` +
        "Nothing further is done. Look at what serves the fleet now, then make a new plan from that.",
    );
  }
  if (group.status === null) return null;
  return failed(
    `The group ${name} is being deleted by someone else (AWS says "${group.status}"). ` +
      "Nothing further is done. Look at what serves the fleet now, then make a new plan from that.",
  );
}
