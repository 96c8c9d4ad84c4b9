/**
 * AWS's lists may lag behind what was asked a moment ago, and one act may make several calls. What an operation has
 * itself just taken away doesn't serve any more, whatever a list still says.
 */
import type { Call, CallOutcome } from "../model/call.ts";
import type { GroupName, ServerId, TargetGroupArn } from "../model/ids.ts";
import { isInService, type FleetReading } from "./serving.ts";

export interface OwnCall {
  readonly call: Call;
  /** Null: no answer was seen, so it may have had its effect. */
  readonly outcome: CallOutcome | null;
}

/** `made`: oldest first, those of the time by which lists may lag. */
export function withOwnCalls<R extends FleetReading>(reading: R, made: readonly OwnCall[]): R {
  const gone = new Map<ServerId, string>();
  const detached = new Map<string, readonly [GroupName, TargetGroupArn]>();
  for (const { call, outcome } of made) {
    if (outcome?.kind === "failed") continue;
    for (const [id, state] of takenOut(call)) gone.set(id, state);
    // What was given back counts again as soon as AWS has said so.
    if (call.call === "ExitStandby" && outcome?.kind === "ok")
      for (const id of call.serverIds) gone.delete(id);
    if (call.call === "DetachTrafficSources" || call.call === "AttachTrafficSources")
      for (const arn of call.targetGroupArns) {
        const key = `${call.groupName} ${arn}`;
        if (call.call === "DetachTrafficSources") detached.set(key, [call.groupName, arn]);
        else if (outcome?.kind === "ok") detached.delete(key);
      }
  }
  return gone.size + detached.size === 0 ? reading : without(reading, gone, [...detached.values()]);
}

function takenOut(call: Call): readonly (readonly [ServerId, string])[] {
  switch (call.call) {
    case "TerminateInstanceInAutoScalingGroup":
      return [[call.serverId, "Terminating"]];
    case "TerminateInstances":
      return call.serverIds.map((id) => [id, "Terminating"] as const);
    case "EnterStandby":
      return call.serverIds.map((id) => [id, "EnteringStandby"] as const);
    default:
      return [];
  }
}

function without<R extends FleetReading>(
  reading: R,
  gone: ReadonlyMap<ServerId, string>,
  detached: readonly (readonly [GroupName, TargetGroupArn])[],
): R {
  const groups = [...reading.groups.values()].map((group) => ({
    ...group,
    members: group.members.map((member) => {
      const state = gone.get(member.serverId);
      return state !== undefined && isInService(member)
        ? { ...member, lifecycleState: state }
        : member;
    }),
  }));
  const left = new Set(
    detached.flatMap(([name, arn]) =>
      (reading.groups.get(name)?.members ?? []).map(({ serverId }) => `${serverId} ${arn}`),
    ),
  );
  return {
    ...reading,
    groups: new Map(groups.map((group) => [group.name, group])),
    targetHealth: reading.targetHealth.filter(
      ({ serverId, targetGroupArn }) => !left.has(`${serverId} ${targetGroupArn}`),
    ),
  };
}
