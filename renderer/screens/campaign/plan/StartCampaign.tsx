import type { Plan } from "../../../../shared/model/plan.ts";
import { confirmationFor } from "../../../../shared/rules/confirmations.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";
import { StartFields } from "../../../components/plans/start/StartFields.tsx";
import { usePlanStart } from "../../../components/plans/start/use-plan-start.ts";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";
import { Panel } from "../../../ui/Panel.tsx";

interface StartCampaignProps {
  readonly plan: Plan;
  readonly isPlanning: boolean;
}

/** Said once, and counts for everything that the campaign starts. */
export function StartCampaign({ plan, isPlanning }: StartCampaignProps) {
  const connection = useTopic("connections").rows.get(plan.connectionId)?.connection;
  const typedName = connection === undefined ? null : confirmationFor(plan, connection);
  const start = usePlanStart(plan, typedName, (id) => go(links.campaign(id)));
  return (
    <Panel title="3. Start" note="said once, for everything that the campaign starts">
      <div className="campaign-start">
        <StartFields start={start} action="Start the campaign" isHeld={isPlanning} />
      </div>
      {start.error === null ? null : <ErrorText error={start.error} header="It was not started" />}
    </Panel>
  );
}
