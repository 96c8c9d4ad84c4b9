/**
 * What a group needs before its servers may leave service for a while: a minimum that lets them, and the new template
 * version, so that what AWS starts meanwhile is new as well.
 */
import { failed, mayArrive, type Decision } from "../../decision.ts";
import { clearing } from "../../stall/stall-case.ts";
import { isAcceptedLately, waitFor } from "../sizing.ts";
import type { SwapScene } from "./swap-roots.ts";

/** Null: all is prepared. */
export function prepare(scene: SwapScene): Decision | null {
  const { group, version, work, kept, memory, nowMs } = scene;
  const isOurs =
    group.template?.id === version.id && group.template.version === String(version.version);
  if (!isOurs && (work.stage !== "first" || kept.batches > 0)) return otherTemplate(scene);
  const minSize = Math.max(0, Math.min(group.minSize, kept.wanted - work.batch));
  if (isOurs && group.minSize === minSize) return null;
  if (kept.wanted - work.batch < 1) return failed(tooFew(scene));
  if (isAcceptedLately(memory, "UpdateAutoScalingGroup", nowMs) || isMoving(scene))
    return waitFor(`Waiting for AWS to list the limits of ${group.name}`, kept);
  const { name, maxSize, desiredCapacity } = group;
  const sizes = memory.outputs.held?.sizes ?? { minSize: group.minSize, maxSize, desiredCapacity };
  const call = { call: "UpdateAutoScalingGroup", groupName: name, minSize, maxSize } as const;
  const limits = { kind: "sizes", group: name, sizes } as const;
  const former = isOurs || work.former === null ? [] : [work.former];
  return {
    kind: "act",
    note: `Preparing ${name}: version ${String(version.version)}, at least ${String(minSize)}`,
    kept: { ...kept },
    calls: [{ ...call, desiredCapacity, ...(isOurs ? {} : { template: version }) }],
    originals: [
      ...(minSize < sizes.minSize ? [{ original: limits, until: "operation" as const }] : []),
      ...former.map((template) => ({
        original: { kind: "template", group: name, template, given: version } as const,
        until: "step" as const,
      })),
    ],
  };
}

/** An answer may be older than servers that left or came back: its size would start others in their place. */
const isMoving = ({ memory, group, nowMs }: SwapScene) =>
  (["EnterStandby", "ExitStandby"] as const).some((name) =>
    mayArrive(memory.askedAtMs?.(group.name, name) ?? null, nowMs),
  );

const tooFew = ({ group, kept, work }: SwapScene) =>
  `${group.name} wants ${String(kept.wanted)} by now: with ${String(work.batch)} out of service at a time nothing would serve. ` +
  "Nothing was taken out. Replace it by a parallel generation.";

function otherTemplate({ group, version, kept }: SwapScene): Decision {
  const { name, minSize, maxSize, desiredCapacity } = group;
  return {
    kind: "stuck",
    note: "Nothing more is taken out of service",
    kept: { ...kept },
    cause: `${name} is to start servers from version ${group.template?.version ?? "?"} of its launch template, and not from ${String(version.version)}.`,
    cure: `Somebody changed it, or AWS's list is old. Give ${name} version ${String(version.version)} again, or stop.`,
    ...clearing(`Give ${name} version ${String(version.version)} again`, {
      call: "UpdateAutoScalingGroup",
      groupName: name,
      minSize,
      maxSize,
      desiredCapacity,
      template: version,
    }),
    recheckMs: 5000,
  };
}
