/** Launches that failed, as the group's newest activities tell. */
import { isInService } from "../../guard/serving.ts";
import type { ActivityFact } from "../../model/facts.ts";
import { explainLaunch } from "./launch-messages.ts";
import { quoted } from "../../words/quoted.ts";
import type { Stall, StallCase } from "./stall-case.ts";

export function launchFailure({ seen, group, wanted, surge = 0 }: StallCase): Stall | null {
  const expected = (wanted ?? group.desiredCapacity) + surge;
  if (group.members.filter(isInService).length >= expected) return null;
  const newest = seen.activities
    .filter((activity) => activity.groupName === group.name && isLaunch(activity))
    .filter((activity) => ["Failed", "Cancelled", "Successful"].includes(activity.statusCode))
    .sort((a, b) => b.startedAtMs - a.startedAtMs)[0];
  if (!newest || newest.statusCode === "Successful") return null;
  const message = newest.statusMessage ?? newest.description;
  const said = ` AWS says of ${group.name}: ${quoted(message)}.`;
  const { cause, cure } = explainLaunch(message);
  return { kind: "launch", cause: cause + said, cure };
}

const isLaunch = ({ description }: ActivityFact) => /launch/i.test(description);
