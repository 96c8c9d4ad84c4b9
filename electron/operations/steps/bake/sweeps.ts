import { decideEndLeft, type EndLeftSeen } from "../../../../shared/decide/sweep/end-left.ts";
import {
  decideRemoveLeft,
  type RemoveLeftSeen,
} from "../../../../shared/decide/sweep/remove-left.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import type { StepModule } from "../step.ts";

export const endLeft: StepModule<"end-left", EndLeftSeen> = {
  kind: "end-left",
  look: async ({ serverIds }, { reader }) => ({ servers: await reader.servers(serverIds, 0) }),
  decide: decideEndLeft,
  onWayOut: false,
  undo: "A builder needs no way back: the next bake starts a new one.",
};

export const removeLeft: StepModule<"remove-left", RemoveLeftSeen> = {
  kind: "remove-left",
  look: async ({ imageIds, snapshotIds }, { reader }) => {
    const [images, tagged, states] = await Promise.all([
      reader.images(imageIds),
      reader.snapshotsByTag(TAG.operation, null),
      snapshotIds.length === 0 ? {} : reader.snapshotStates(snapshotIds),
    ]);
    const tagsOf = new Map(tagged.map(({ id, tags }) => [id, tags]));
    const snapshots = snapshotIds
      .filter((id) => Object.hasOwn(states, id))
      .map((id) => ({ id, tags: tagsOf.get(id) ?? {} }));
    return { images, snapshots };
  },
  decide: decideRemoveLeft,
  onWayOut: false,
  undo: "What is deregistered can't be had back: bake again.",
};
