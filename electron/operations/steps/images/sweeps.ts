import { decideEndLeft, type EndLeftSeen } from "../../../../shared/decide/sweep/end-left.ts";
import {
  decideRemoveLeft,
  type RemoveLeftSeen,
} from "../../../../shared/decide/sweep/remove-left.ts";
import type { ImageId } from "../../../../shared/model/ids.ts";
import { defaultRetentionRules } from "../../../../shared/model/retention.ts";
import type { CheckKind } from "../../../../shared/model/retention.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { judgeUse } from "../../../../shared/retention/judge-use.ts";
import { lookAtUse } from "../../../retention/look-at-use.ts";
import { withPromises } from "../retention/retire-image.ts";
import type { StepContext, StepModule } from "../step.ts";

export const endLeft: StepModule<"end-left", EndLeftSeen> = {
  kind: "end-left",
  look: async ({ serverIds }, { reader }) => ({ servers: await reader.servers(serverIds, 0) }),
  decide: decideEndLeft,
  onWayOut: false,
  undo: "A builder needs no way back: the next bake starts a new one.",
};

export const removeLeft: StepModule<"remove-left", RemoveLeftSeen> = {
  kind: "remove-left",
  look: async ({ imageIds, snapshotIds }, context) => {
    const { reader } = context;
    const [images, needs, tagged, states] = await Promise.all([
      reader.images(imageIds),
      needsOf(imageIds, context),
      reader.snapshotsByTag(TAG.operation, null),
      snapshotIds.length === 0 ? {} : reader.snapshotStates(snapshotIds),
    ]);
    const tagsOf = new Map(tagged.map(({ id, tags }) => [id, tags]));
    const snapshots = snapshotIds
      .filter((id) => Object.hasOwn(states, id))
      .map((id) => ({ id, tags: tagsOf.get(id) ?? {} }));
    return { images, needs, snapshots };
  },
  decide: decideRemoveLeft,
  onWayOut: false,
  undo: "What is deregistered can't be had back: bake again.",
};

/** Its own bake has started it, and may have shared it with nobody. */
const looked: readonly CheckKind[] = [
  "servers",
  "templates",
  "launch-configurations",
  "references",
  "sharing",
];

/** What needs one of them, or could not be looked at: that nobody tested an image keeps nobody from using it. */
async function needsOf(
  ids: readonly ImageId[],
  { reader, nowMs }: StepContext,
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const { accountId } = await reader.identity();
  const uses = await lookAtUse({ reader, accountId, now: () => nowMs }, ids);
  const rules = { ...defaultRetentionRules, templateDepth: null };
  return [...uses.values()].flatMap((fresh) =>
    judgeUse(withPromises(fresh, nowMs), rules, nowMs)
      .filter(({ what, outcome }) => looked.includes(what) && outcome !== "free")
      .map(({ words }) => `${fresh.image.name}: ${words}`),
  );
}
