/**
 * What a single click must not begin. Other ways back take nothing away before what returns is proved to serve; root
 * volumes are exchanged under servers that serve, so capacity is given up first.
 */
import type { Plan } from "../model/plan.ts";

export const mustBeSeenFirst = ({ kind, steps }: Pick<Plan, "kind" | "steps">): boolean =>
  kind === "rollback" && steps.some(({ work }) => work.kind === "swap-roots");

/** Under this name an error's details say that the plan has to be shown. */
export const SEE_FIRST = "seeFirst";
