/** Processes of a group that are suspended, and which of them hold an instance refresh. */
import type { GroupFact } from "../model/facts.ts";

export const isSuspended = (group: GroupFact, process: string) =>
  group.suspended.some((held) => held.process === process);

/** While one of these is suspended AWS replaces nothing, and the refresh is active all the same. */
export const REFRESHING: readonly string[] = ["InstanceRefresh", "Launch", "Terminate"];
export const holdsRefresh = (process: string) => REFRESHING.includes(process);
