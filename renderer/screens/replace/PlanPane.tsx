import type { useAction } from "../../client/requests.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { PlanPreview } from "../../components/plans/PlanPreview.tsx";
import { RefusalAlert } from "../../components/plans/RefusalAlert.tsx";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { Panel } from "../../ui/Panel.tsx";

export function PlanPane({
  plan,
}: {
  readonly plan: ReturnType<typeof useAction<"plan:replace">>;
}) {
  if (plan.error !== null)
    return <ErrorText error={plan.error} header="The plan could not be made" />;
  if (plan.data === undefined)
    return (
      <Panel title="2. The plan">
        <Emptiness
          title={plan.isPending ? "Reading the fleet afresh and planning…" : "No plan yet"}
        >
          Every step, every call, what changes for a time, how long it takes and what it costs is
          shown before anything is done.
        </Emptiness>
      </Panel>
    );
  if (plan.data.refused)
    return (
      <Panel title="2. The plan">
        <RefusalAlert refusal={plan.data} />
      </Panel>
    );
  return <PlanPreview title="2. The plan" plan={plan.data.plan} />;
}
