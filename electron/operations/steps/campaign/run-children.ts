import { BennuError } from "../../../../shared/errors.ts";
import {
  decideRunChildren,
  type RunChildrenSeen,
} from "../../../../shared/decide/campaign/run-children.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import type { StepModule } from "../step.ts";

export const runChildren: StepModule<"run-children", RunChildrenSeen> = {
  kind: "run-children",
  look: (_work, { operationId, plan, step, children, keptOf }) => {
    if (children === undefined)
      throw new BennuError({ code: "internal", message: "No operation can be started here." });
    const all = childrenOf(plan);
    const others = plan.steps.filter(
      ({ id, work }) => id !== step.id && work.kind === "run-children",
    );
    return Promise.resolve({
      children: all,
      seen: children.seen(
        operationId,
        all.map(({ key }) => key),
      ),
      elsewhere: others.map(({ id }) => keptOf?.(id) ?? null),
    });
  },
  decide: decideRunChildren,
  onWayOut: "if-begun",
  undo: "Rolling the campaign back returns the fleets that it replaced, the latest first.",
};

const childrenOf = ({ steps }: Plan) =>
  steps.flatMap(({ work }) => (work.kind === "run-children" ? work.children : []));
