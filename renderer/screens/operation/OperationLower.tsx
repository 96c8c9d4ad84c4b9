import Button from "@cloudscape-design/components/button";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";
import { useAction } from "../../client/requests.ts";
import { GenerationsTable } from "../../components/generations/GenerationsTable.tsx";
import { EventList } from "../../components/operations/EventList.tsx";
import { ReasonDialog } from "../../components/operations/ReasonDialog.tsx";
import { StepList } from "../../components/operations/StepList.tsx";
import { links } from "../../links.ts";
import { Panel } from "../../ui/Panel.tsx";

interface OperationLowerProps {
  readonly operation: OperationDetail;
  readonly fleet: FleetView | undefined;
  readonly nowMs: number;
}

export function OperationLower({ operation, fleet, nowMs }: OperationLowerProps) {
  const [shown, setShown] = useState<"steps" | "generations">("steps");
  const [onlyCalls, setOnlyCalls] = useState(false);
  const [skipping, setSkipping] = useState<Step | null>(null);
  return (
    <div className="operation-lower">
      <Panel
        fill
        title={shown === "steps" ? "Steps" : "Generations"}
        actions={
          <>
            <CompareButton operation={operation} fleet={fleet} />
            <SegmentedControl
              selectedId={shown}
              label="What is shown here"
              options={[
                { id: "steps", text: "Steps" },
                { id: "generations", text: "Generations" },
              ]}
              onChange={({ detail }) =>
                setShown(detail.selectedId === "steps" ? "steps" : "generations")
              }
            />
          </>
        }
      >
        {shown === "generations" && fleet !== undefined ? (
          <GenerationsTable fleet={fleet} isShort />
        ) : (
          <StepList operation={operation} nowMs={nowMs} onSkip={setSkipping} />
        )}
      </Panel>
      <Panel
        fill
        title="Events"
        actions={
          <Toggle checked={onlyCalls} onChange={({ detail }) => setOnlyCalls(detail.checked)}>
            API calls only
          </Toggle>
        }
      >
        <EventList operationId={operation.id} onlyCalls={onlyCalls} />
      </Panel>
      {skipping === null ? null : (
        <SkipDialog operation={operation} step={skipping} onClose={() => setSkipping(null)} />
      )}
    </div>
  );
}

function CompareButton({ operation, fleet }: Omit<OperationLowerProps, "nowMs">) {
  const { groups } = operation.plan;
  const idOf = (name: string | undefined) =>
    fleet?.generations.find(({ groupName }) => groupName === name)?.id;
  const left = idOf(groups?.from);
  const right = idOf(groups?.to);
  if (groups === null || fleet === undefined || left === undefined || right === undefined)
    return null;
  return (
    <Button href={links.compareGenerations(fleet.id, left, right)}>
      Compare {groups.fromLabel} and {groups.toLabel}
    </Button>
  );
}

interface SkipDialogProps {
  readonly operation: OperationDetail;
  readonly step: Step;
  readonly onClose: () => void;
}

function SkipDialog({ operation, step, onClose }: SkipDialogProps) {
  const skip = useAction("operation:skip");
  return (
    <ReasonDialog
      title={`Skip: ${step.title}`}
      action="Skip it"
      leastReason={3}
      typedName={null}
      isPending={skip.isPending}
      error={skip.error}
      onClose={onClose}
      onConfirm={(reason) =>
        skip.mutate({ operationId: operation.id, stepId: step.id, reason }, { onSuccess: onClose })
      }
    >
      {step.gate === null
        ? "The operation goes on with the next step at once."
        : `This is not waited for any longer: ${step.gate}. A fault that only shows later would then show after the old servers are out of the traffic.`}
    </ReasonDialog>
  );
}
