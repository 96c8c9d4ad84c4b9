import { decideRunBuilder, type RunBuilderSeen } from "../../../shared/decide/run-builder.ts";
import { buildersOf } from "./builders.ts";
import type { StepModule } from "./step.ts";

export const runBuilder: StepModule<"run-builder", RunBuilderSeen> = {
  kind: "run-builder",
  look: async (work, context) => ({ servers: await buildersOf(context, work.role) }),
  decide: decideRunBuilder,
  onWayOut: false,
  undo: "The server is ended when its work is done, and on every way out.",
};
