/** Ends by name as many servers as the group has too many: the old ones, and never one that somebody protected. */
import type { MemberFact } from "../../../model/facts.ts";
import type { ServerId } from "../../../model/ids.ts";
import type { Decision } from "../../decision.ts";
import { clearing } from "../../stall/stall-case.ts";
import { servers } from "../../words.ts";
import { endCalls, isKept, leastMissed } from "../crew.ts";
import type { Scene } from "./growing.ts";
import { stillListed, surplusOf } from "../sizing.ts";

export function shed(scene: Scene): Decision {
  const { crew, group, kept } = scene;
  const ids = namesToEnd(scene);
  if (ids.length === 0) return isProtected(scene);
  return {
    kind: "act",
    note: `Ending ${servers(ids.length)} of ${group.name} by name; ${servers(crew.fresh.length)} new`,
    kept: { ...kept, away: [...new Set([...kept.away, ...ids])] },
    calls: endCalls(group.name, ids),
  };
}

function namesToEnd({ crew, group, kept }: Scene): readonly ServerId[] {
  const surplus = surplusOf(kept, group);
  const begun = stillListed(kept, group).slice(0, surplus);
  const isFree = (member: MemberFact) => !isKept(group, member) && !begun.includes(member.serverId);
  const candidates = (crew.old.length > 0 ? crew.old : crew.fresh).filter(isFree);
  const more = leastMissed(candidates, surplus - begun.length, group, crew.serving);
  return [...begun, ...more];
}

function isProtected({ crew, group, kept }: Scene): Decision {
  const held = crew.old.filter((member) => isKept(group, member));
  const serverIds = held.map(({ serverId }) => serverId);
  return {
    kind: "stuck",
    note: "All new servers serve, and the others are kept as well",
    kept: { ...kept },
    cause: `${servers(held.length)} of ${group.name} protected from scale-in by somebody, e.g. ${serverIds[0] ?? "none"}. Bennu doesn't end what somebody protects.`,
    cure: "Take the protection off, if they may go; then it goes on by itself.",
    ...clearing("Take the protection off", {
      call: "SetInstanceProtection",
      groupName: group.name,
      serverIds,
      protectedFromScaleIn: false,
    }),
    recheckMs: 5000,
  };
}
