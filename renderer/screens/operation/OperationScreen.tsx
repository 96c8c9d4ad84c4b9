import { useMemo, useState } from "react";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { useTopic } from "../../client/topic-store.ts";
import { CapacityChart } from "../../components/capacity/CapacityChart.tsx";
import { lowestSeen } from "../../components/capacity/forecast.ts";
import { useConnectionNow } from "../../components/connections/clocks.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { PhaseBeads } from "../../components/operations/PhaseBeads.tsx";
import type { Place } from "../../place.ts";
import { minuteWords } from "../../ui/clock-time.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { OperationHeader } from "./OperationHeader.tsx";
import { OperationLower } from "./OperationLower.tsx";
import { OperationState } from "./OperationState.tsx";
import { SlotPanels } from "./SlotPanels.tsx";
import "./operation.css";

/** An operation on a fleet, live; after its end, what came of it. */
export function OperationScreen({ place }: { readonly place: Place }) {
  const { operationId = "" } = place.params;
  const topic = useTopic("operation", operationId);
  const operation = topic.rows.values().next().value;
  if (operation !== undefined) return <Live operation={operation} />;
  if (topic.status === "opening") return <Emptiness title="Opening the operation…" />;
  if (topic.error !== null)
    return <ErrorText error={topic.error} header="The operation can't be shown" />;
  return (
    <Emptiness title="There is no such operation" role="alert">
      The journal has none of the id {operationId}.{" "}
      <a href="#/replacements">See all replacements</a>
    </Emptiness>
  );
}

function Live({ operation }: { readonly operation: OperationDetail }) {
  const nowMs = useConnectionNow(operation.connectionId);
  const [shownAt] = useState(nowMs);
  const fleets = useTopic("fleets").rows;
  const fleet = operation.fleetId === null ? undefined : fleets.get(operation.fleetId);
  const lowest = useMemo(() => lowestSeen(operation.samples), [operation.samples]);
  return (
    <div className="operation">
      <OperationHeader operation={operation} fleet={fleet} nowMs={nowMs} />
      <OperationState operation={operation} />
      <Panel>
        <PhaseBeads operation={operation} />
      </Panel>
      {operation.plan.groups === null ? null : (
        <div className="operation-middle">
          <SlotPanels operation={operation} fleet={fleet} />
          <Panel
            title="Capacity in service"
            note={<ChartNote operation={operation} lowest={lowest} />}
          >
            <CapacityChart operation={operation} nowMs={Math.max(nowMs, shownAt)} />
          </Panel>
        </div>
      )}
      <OperationLower operation={operation} fleet={fleet} nowMs={nowMs} />
    </div>
  );
}

interface ChartNoteProps {
  readonly operation: OperationDetail;
  readonly lowest: number | null;
}

function ChartNote({ operation, lowest }: ChartNoteProps) {
  const { floor } = operation.plan;
  const end =
    operation.expectedEndMs === null ? "" : `ends ≈ ${minuteWords(operation.expectedEndMs)} · `;
  if (lowest === null) return <span>{end}nothing observed yet</span>;
  if (lowest >= floor) return <span>{end}never below the floor so far</span>;
  return (
    <span className="tone-bad">
      {end}fell to {lowest}, below the floor of {floor}
    </span>
  );
}
