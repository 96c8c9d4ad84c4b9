import { decidePreflight, type PreflightSeen } from "../../../shared/decide/preflight.ts";
import { servingServers } from "../../../shared/guard/serving.ts";
import type { WorkOf } from "../../../shared/decide/decision.ts";
import type { StepContext, StepModule } from "./step.ts";

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
    activeRefresh: extras.activeRefresh,
    serving: servingServers(reading).size,
  };
}
