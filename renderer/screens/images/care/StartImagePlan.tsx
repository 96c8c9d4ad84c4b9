/** A plan about images, with what the guard rails ask for, and its start. */
import type { Plan, Planned } from "../../../../shared/model/plan.ts";
import { confirmationFor } from "../../../../shared/rules/confirmations.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { PlanSummary } from "../../../components/plans/PlanSummary.tsx";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";
import { StartFields } from "../../../components/plans/start/StartFields.tsx";
import { usePlanStart } from "../../../components/plans/start/use-plan-start.ts";
import { Problem } from "../../../components/Problem.tsx";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";

interface Props {
  readonly planned: Planned;
  /** What the button says. */
  readonly action: string;
}

export function StartImagePlan({ planned, action }: Props) {
  if (planned.refused) return <RefusalAlert refusal={planned} />;
  return <Start plan={planned.plan} action={action} />;
}

function Start({ plan, action }: { readonly plan: Plan; readonly action: string }) {
  const connection = useTopic("connections").rows.get(plan.connectionId)?.connection;
  const typedName = connection === undefined ? null : confirmationFor(plan, connection);
  const start = usePlanStart(plan, typedName, (id) => go(links.operation(id)));
  return (
    <div className="image-start">
      <PlanSummary plan={plan} />
      <StartFields start={start} action={action} onlyAsked />
      {start.error && <Problem error={start.error} />}
    </div>
  );
}
