import {
  decidePreflight,
  type PreflightSeen,
} from "../../../../shared/decide/release/preflight.ts";
import { servingServers } from "../../../../shared/guard/serving.ts";
import type { WorkOf } from "../../../../shared/decide/decision.ts";
import type { ImageFact } from "../../../../shared/model/facts.ts";
import { imageDirectory, parentageOf } from "../../../../shared/lineage/parentage.ts";
import type { CloudReader } from "../../../ports.ts";
import type { StepContext, StepModule } from "../step.ts";

export const preflight: StepModule<"preflight", PreflightSeen> = {
  kind: "preflight",
  look,
  decide: decidePreflight,
  onWayOut: false,
  undo: "It changes nothing.",
};

async function look(
  work: WorkOf<"preflight">,
  { reader, fleet }: StepContext,
): Promise<PreflightSeen> {
  const names = work.newGroup === null ? [work.liveGroup] : [work.liveGroup, work.newGroup];
  const [groups, extras, images, reading] = await Promise.all([
    reader.groups(names, 0),
    reader.groupExtras(work.liveGroup),
    work.imageId === null ? [] : reader.images([work.imageId]),
    fleet(),
  ]);
  return {
    live: groups.find((group) => group.name === work.liveGroup) ?? null,
    newGroup: groups.find((group) => group.name === work.newGroup) ?? null,
    image: images[0] ?? null,
    ancestors: await ancestorsOf(images[0] ?? null, reader),
    activeRefresh: extras.activeRefresh,
    serving: servingServers(reading).size,
  };
}

/** A lineage is base, golden and server image; tags of other people may claim any number. */
const DEEPEST = 8;

/** Read one after the other: each names the next. One that is gone, or names its parent by a name only, ends it. */
async function ancestorsOf(
  image: ImageFact | null,
  reader: CloudReader,
): Promise<readonly ImageFact[]> {
  const found: ImageFact[] = [];
  let next = image;
  while (next !== null && found.length < DEEPEST) {
    const parentId = parentageOf(next, imageDirectory(new Map()))?.parentId ?? null;
    const isKnown = parentId === image?.id || found.some(({ id }) => id === parentId);
    const [parent] = parentId === null || isKnown ? [] : await reader.images([parentId]);
    if (parent !== undefined) found.push(parent);
    next = parent ?? null;
  }
  return found;
}
