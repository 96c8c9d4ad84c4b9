import type { WorkOf } from "../../../../shared/decide/decision.ts";
import {
  decideEndBuilder,
  type EndBuilderSeen,
} from "../../../../shared/decide/bake/end-builder.ts";
import { buildersOf, everyBuilderOf, imageOf } from "./builders.ts";
import type { StepContext, StepModule } from "../step.ts";

export const endBuilder: StepModule<"end-builder", EndBuilderSeen> = {
  kind: "end-builder",
  look,
  decide: decideEndBuilder,
  onWayOut: true,
  undo: "A builder that is ended needs no way back: the next bake starts a new one.",
};

async function look(work: WorkOf<"end-builder">, context: StepContext): Promise<EndBuilderSeen> {
  const listed = await everyBuilderOf(context, work.role);
  const servers = listed.filter((server) => server.state !== "terminated");
  // AWS lists one that has ended for an hour: a list without it, soon after it was seen, is from before its launch.
  const askedAtMs = listed.length > 0 ? null : context.serverAskedAtMs(work.role);
  if (work.role === "builder") return { servers, askedAtMs, image: null, snapshots: [] };
  const builders = await buildersOf(context, "builder");
  const image = await imageOf(context);
  return {
    servers: [...builders, ...servers],
    askedAtMs,
    image,
    snapshots: await snapshotsLeft(context),
  };
}

/** Of the snapshots of an image that this step has deregistered. */
async function snapshotsLeft({ reader, kept }: StepContext): Promise<readonly string[]> {
  const ids = kept?.["snapshots"];
  if (!Array.isArray(ids)) return [];
  const wanted = ids.filter((id): id is string => typeof id === "string");
  return wanted.length === 0 ? [] : Object.keys(await reader.snapshotStates(wanted));
}
