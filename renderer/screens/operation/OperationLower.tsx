import Button from "@cloudscape-design/components/button";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { GenerationsTable } from "../../components/generations/GenerationsTable.tsx";
import { EventList } from "../../components/operations/EventList.tsx";
import { StepList } from "../../components/operations/StepList.tsx";
import { SlotTable } from "../../components/slots/SlotTable.tsx";
import type { SlotsView } from "../../components/slots/use-slots.ts";
import { links } from "../../links.ts";
import { Panel } from "../../ui/Panel.tsx";

interface OperationLowerProps {
  /** As it stands at the moment that is shown. */
  readonly operation: OperationDetail;
  readonly fleet: FleetView | undefined;
  readonly slots: SlotsView;
  readonly nowMs: number;
  /** Null: the present. */
  readonly atMs: number | null;
  readonly onSkip: (() => void) | null;
}

const views = [
  { id: "steps", text: "Steps" },
  { id: "servers", text: "Servers" },
  { id: "generations", text: "Generations" },
] as const;
type View = (typeof views)[number]["id"];

export function OperationLower(props: OperationLowerProps) {
  const { operation, fleet, atMs } = props;
  const [shown, setShown] = useState<View>("steps");
  const [onlyCalls, setOnlyCalls] = useState(false);
  return (
    <div className="operation-lower">
      <Panel
        fill
        title={views.find(({ id }) => id === shown)?.text}
        actions={
          <>
            <CompareButton operation={operation} fleet={fleet} />
            <SegmentedControl
              selectedId={shown}
              label="What is shown here"
              options={views}
              onChange={({ detail }) =>
                setShown(views.find(({ id }) => id === detail.selectedId)?.id ?? "steps")
              }
            />
          </>
        }
      >
        <Shown {...props} shown={shown} />
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
        <EventList operationId={operation.id} onlyCalls={onlyCalls} untilMs={atMs} />
      </Panel>
    </div>
  );
}

function Shown({
  operation,
  fleet,
  slots,
  nowMs,
  atMs,
  onSkip,
  shown,
}: OperationLowerProps & { readonly shown: View }) {
  const { groups } = operation.plan;
  if (shown === "generations" && fleet !== undefined)
    return <GenerationsTable fleet={fleet} isShort />;
  if (shown === "servers" && groups !== null)
    return (
      <SlotTable
        connectionId={operation.connectionId}
        slots={slots.slots}
        usual={slots.usual}
        atMs={atMs}
        fromLabel={groups.fromLabel}
        toLabel={groups.toLabel}
      />
    );
  return <StepList operation={operation} nowMs={nowMs} onSkip={onSkip} />;
}

type CompareProps = Pick<OperationLowerProps, "operation" | "fleet">;

function CompareButton({ operation, fleet }: CompareProps) {
  const { groups } = operation.plan;
  const idOf = (name: string | undefined, label: string | undefined) =>
    fleet?.generations.find((one) => one.groupName === name && one.label === label)?.id;
  const left = idOf(groups?.from, groups?.fromLabel);
  const right = idOf(groups?.to, groups?.toLabel);
  if (groups === null || fleet === undefined || left === undefined || right === undefined)
    return null;
  return (
    <Button href={links.compareGenerations(fleet.id, left, right)}>
      Compare {groups.fromLabel} and {groups.toLabel}
    </Button>
  );
}
