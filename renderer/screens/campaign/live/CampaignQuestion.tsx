import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { currentOf } from "../../../../shared/rules/consequences/standing.ts";
import { useConnectionNow } from "../../../components/connections/clocks.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { ApprovalCard } from "../../operation/now/ApprovalCard.tsx";
import "../../operation/now/current-step.css";

/** Between two stages: somebody's word is waited for. */
export function CampaignQuestion({ operation }: { readonly operation: OperationDetail }) {
  const nowMs = useConnectionNow(operation.connectionId);
  const current = currentOf(operation);
  if (current?.step.work.kind !== "gate" || current.step.work.gate.kind !== "approval") return null;
  return (
    <Panel title={current.step.title}>
      <ApprovalCard
        operation={operation}
        step={current.step}
        state={current.state}
        gate={current.step.work.gate}
        nowMs={nowMs}
      />
    </Panel>
  );
}
