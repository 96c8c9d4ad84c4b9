/** Servers that somebody set aside or protected, with the calls that give them back. */
import type { GroupFact, MemberFact } from "../../model/facts.ts";
import { servers } from "../words.ts";
import { clearing, type Stall, type StallCase } from "./stall-case.ts";

export function inStandby({ group, late, wanted }: StallCase): Stall | null {
  const held = group.members.filter((member) => /Standby/.test(member.lifecycleState));
  const few = (wanted ?? group.desiredCapacity) > group.desiredCapacity;
  return held.length > 0 && (late || few) ? standbyStall(group, held) : null;
}

/** Leaving standby raises the size that is wanted: there must be room for it. */
export function standbyStall(group: GroupFact, held: readonly MemberFact[]): Stall {
  const { name, maxSize, desiredCapacity } = group;
  const stall = {
    kind: "health",
    cause: `${servers(held.length)} of ${name} in standby, so they don't count, e.g. ${held[0]?.serverId ?? ""}.`,
  } as const;
  const ready = held.filter((member) => member.lifecycleState === "Standby");
  if (desiredCapacity + held.length > maxSize) {
    const cure = `Raise the maximum of ${name} (${String(maxSize)}) so that there is room for them, then let them leave standby.`;
    return { ...stall, cure };
  }
  const cure = "Let them leave standby; then it goes on by itself.";
  if (ready.length === 0) return { ...stall, cure };
  const serverIds = ready.slice(0, MOST_IN_STANDBY_A_CALL).map((member) => member.serverId);
  const call = { call: "ExitStandby", groupName: name, serverIds } as const;
  return {
    ...stall,
    cure,
    ...clearing(`Put ${servers(serverIds.length)} back into service`, call),
  };
}

/** Servers that have to go, and that AWS won't end by itself. */
export function protectedStall({ name }: GroupFact, held: readonly MemberFact[]): Stall {
  const serverIds = held.slice(0, MOST_PROTECTED_A_CALL).map((member) => member.serverId);
  return {
    kind: "launch",
    cause: `${servers(held.length)} of ${name} protected from scale-in, so they can't be replaced, e.g. ${held[0]?.serverId ?? ""}.`,
    cure: "Take the protection off, if they may go; then it goes on by itself.",
    ...clearing(`Take the protection off ${servers(serverIds.length)}`, {
      call: "SetInstanceProtection",
      groupName: name,
      serverIds,
      protectedFromScaleIn: false,
    }),
  };
}

/** AWS takes no more servers in one call. */
const MOST_IN_STANDBY_A_CALL = 20;
const MOST_PROTECTED_A_CALL = 50;
