import Alert from "@cloudscape-design/components/alert";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { notFrozen } from "../../../shared/rules/guard-rails.ts";
import { useTopic } from "../../client/topic-store.ts";
import { needsTypedName } from "../../components/connections/environment.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { StartFields } from "../../components/plans/start/StartFields.tsx";
import { usePlanStart, type PlanStart } from "../../components/plans/start/use-plan-start.ts";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";
import { Panel } from "../../ui/Panel.tsx";

interface StartPanelProps {
  readonly fleet: FleetView;
  readonly plan: Plan;
}

/** Why it is done, what the guard rails ask for, and the start. What was previewed is what is run. */
export function StartPanel({ fleet, plan }: StartPanelProps) {
  const connection = useTopic("connections").rows.get(fleet.connectionId)?.connection;
  const typedName = needsTypedName(connection) ? fleet.name : null;
  const start = usePlanStart(plan, typedName, (id) => go(links.operation(id)));
  return (
    <Panel title="3. Start">
      <Freeze plan={plan} start={start} />
      <div className="replace-start">
        <StartFields start={start} action="Start the replacement" />
      </div>
      {start.error === null ? null : <ErrorText error={start.error} header="It was not started" />}
    </Panel>
  );
}

function Freeze({ plan, start }: { readonly plan: Plan; readonly start: PlanStart }) {
  const { rails, nowMs } = start;
  const answer = rails === undefined ? null : notFrozen(plan.kind, rails, nowMs);
  if (answer === null || answer.ok) return null;
  return (
    <div className="replace-freeze">
      <Alert type="warning" header={answer.reason}>
        {answer.cure}
      </Alert>
    </div>
  );
}
