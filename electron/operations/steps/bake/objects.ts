import {
  decidePutObject,
  decideRemoveObject,
  type RemoveObjectSeen,
} from "../../../../shared/decide/bake/objects.ts";
import type { StepModule } from "../step.ts";

export const putObject: StepModule<"put-object", null> = {
  kind: "put-object",
  look: async () => null,
  decide: decidePutObject,
  onWayOut: false,
  undo: "The object is deleted when its work is done, and on every way out.",
};

export const removeObject: StepModule<"remove-object", RemoveObjectSeen> = {
  kind: "remove-object",
  look: async ({ key }, { made }) => {
    const puts = made("PutObject").filter(({ call }) => call.key === key);
    const asked = puts.filter(({ outcome }) => outcome?.kind !== "failed");
    const unanswered = asked.filter(({ outcome }) => outcome?.kind !== "ok");
    return { putAtMs: asked.at(-1)?.atMs ?? null, unansweredAtMs: unanswered.at(-1)?.atMs ?? null };
  },
  decide: decideRemoveObject,
  onWayOut: true,
  undo: "It was there for the time of the bake alone.",
};
