import type { WorkOf } from "../../../../shared/decide/decision.ts";
import {
  decideRunBuilder,
  type RunBuilderSeen,
} from "../../../../shared/decide/bake/run-builder.ts";
import { buildersOf } from "./builders.ts";
import type { StepContext, StepModule } from "../step.ts";

/** Signed anew at each look: long enough for a server that boots slowly and a bucket that is tried again. */
const ADDRESS_SECONDS = 3600;

export const runBuilder: StepModule<"run-builder", RunBuilderSeen> = {
  kind: "run-builder",
  look,
  decide: decideRunBuilder,
  onWayOut: false,
  undo: "The server is ended when its work is done, and on every way out.",
};

async function look(work: WorkOf<"run-builder">, context: StepContext): Promise<RunBuilderSeen> {
  const servers = await buildersOf(context, work.role);
  const { reader, outputs } = context;
  const { fetches, rootGib } = work;
  if (servers.length > 0) return { servers };
  const address =
    fetches && (await reader.presignedGet(fetches.bucket, fetches.key, ADDRESS_SECONDS));
  const id = work.imageId ?? outputs.imageId;
  const [image] = rootGib === undefined || id === undefined ? [] : await reader.images([id]);
  return {
    servers,
    ...(address === undefined ? {} : { address }),
    rootDevice: image?.rootDevice ?? null,
  };
}
