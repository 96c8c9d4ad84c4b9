import type { WorkOf } from "../../../shared/decide/decision.ts";
import { decideEndBuilder, type EndBuilderSeen } from "../../../shared/decide/end-builder.ts";
import { buildersOf, imageOf } from "./builders.ts";
import type { StepContext, StepModule } from "./step.ts";

export const endBuilder: StepModule<"end-builder", EndBuilderSeen> = {
  kind: "end-builder",
  look,
  decide: decideEndBuilder,
  onWayOut: true,
  undo: "A builder that is ended needs no way back: the next bake starts a new one.",
};

async function look(work: WorkOf<"end-builder">, context: StepContext): Promise<EndBuilderSeen> {
  const servers = await buildersOf(context, work.role);
  if (work.role === "builder") return { servers, image: null, snapshots: [] };
  return { servers, image: await imageOf(context), snapshots: await snapshotsLeft(context) };
}

/** Of the snapshots of an image that this step has deregistered. */
async function snapshotsLeft({ reader, kept }: StepContext): Promise<readonly string[]> {
  const ids = kept?.["snapshots"];
  if (!Array.isArray(ids)) return [];
  const wanted = ids.filter((id): id is string => typeof id === "string");
  return wanted.length === 0 ? [] : Object.keys(await reader.snapshotStates(wanted));
}
