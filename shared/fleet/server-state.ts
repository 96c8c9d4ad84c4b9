/** One server's state as an operator sees it, from AWS's lifecycle, instance state, health and target health. */
import type { MemberFact, ServerFact } from "../model/facts.ts";
import type { GenerationState, ServerState } from "../model/fleet.ts";

export interface ServerCase {
  readonly member: MemberFact;
  readonly server: ServerFact;
  /** Null: no target group, or its health was not read. */
  readonly healthyAtTraffic: boolean | null;
  readonly targetStates: readonly string[];
  readonly generation: GenerationState | null;
}

export function serverState(of: ServerCase): ServerState {
  const { lifecycleState: lifecycle } = of.member;
  const { state } = of.server;
  if (state === "terminated" || lifecycle === "Terminated" || lifecycle === "Detached")
    return "gone";
  if (lifecycle.endsWith(":Retained")) return "retained";
  if (/^(Terminating|Detaching|Warmed:Terminat)/.test(lifecycle) || state === "shutting-down")
    return "draining";
  if (/^(Standby|EnteringStandby|Warmed)/.test(lifecycle)) return "standby";
  if (/^(Pending|ReplacingRootVolume|RootVolumeReplaced)/.test(lifecycle)) return "launching";
  if (of.generation === "warm") return isDraining(of) ? "draining" : "retained";
  return inGroup(of);
}

const isDraining = (of: ServerCase) => of.targetStates.some((one) => one.endsWith("draining"));

/** In service by its group: it serves only if it is healthy there and at its traffic. */
function inGroup(of: ServerCase): ServerState {
  if (isDraining(of)) return "draining";
  if (of.member.healthStatus.toLowerCase() !== "healthy") return "draining";
  return of.healthyAtTraffic === false ? "warming" : "in-service";
}

/** AWS's own words, for the tooltip. */
export function awsStateOf(of: ServerCase): string {
  const { member, server, targetStates } = of;
  const target =
    targetStates.length === 0 ? [] : [`target ${[...new Set(targetStates)].join(", ")}`];
  return [member.lifecycleState, server.state, member.healthStatus, ...target].join(" · ");
}
