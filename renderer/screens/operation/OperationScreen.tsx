import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import { isTerminal, type OperationDetail } from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";
import { consequences } from "../../../shared/rules/consequences/consequences.ts";
import { currentOf } from "../../../shared/rules/consequences/standing.ts";
import { useTopic } from "../../client/topic-store.ts";
import { CapacityChart } from "../../components/capacity/CapacityChart.tsx";
import { useClockSpeed, useConnectionNow } from "../../components/connections/clocks.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { PhaseBeads } from "../../components/operations/PhaseBeads.tsx";
import { operationAt, replaySpan } from "../../components/replay/operation-at.ts";
import { ReplayBar } from "../../components/replay/ReplayBar.tsx";
import { useReplay } from "../../components/replay/use-replay.ts";
import { useSlots } from "../../components/slots/use-slots.ts";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SkipDialog } from "./dialogs/SkipDialog.tsx";
import { CurrentStep } from "./now/CurrentStep.tsx";
import { unseenForMs } from "./now/last-seen.ts";
import { OperationState } from "./now/OperationState.tsx";
import { ChartNote } from "./ChartNote.tsx";
import { OperationHeader } from "./OperationHeader.tsx";
import { OperationLower } from "./OperationLower.tsx";
import { SlotPanels } from "./SlotPanels.tsx";
import "./operation.css";

/** An operation on a fleet, live; after its end, what came of it, and all of it again. */
export function OperationScreen({ place }: { readonly place: Place }) {
  const { operationId = "" } = place.params;
  const topic = useTopic("operation", operationId);
  const operation = topic.rows.values().next().value;
  if (operation !== undefined)
    return <Live key={operation.id} operation={operation} looksBack={place.query.has("replay")} />;
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

interface LiveProps {
  readonly operation: OperationDetail;
  readonly looksBack: boolean;
}

function Live({ operation, looksBack }: LiveProps) {
  const connectionNowMs = useConnectionNow(operation.connectionId);
  const speed = useClockSpeed(operation.connectionId);
  const [shownAt] = useState(connectionNowMs);
  const isOver = isTerminal(operation.status);
  const [isLookingBack, setLookingBack] = useState(looksBack);
  // The step that was asked about, which may be over before it is answered.
  const [skipping, setSkipping] = useState<Step | null>(null);
  const span = replaySpan(operation);
  const replay = useReplay(span);
  const fleets = useTopic("fleets").rows;
  const fleet = operation.fleetId === null ? undefined : fleets.get(operation.fleetId);
  const shown = replay.atMs === null ? operation : operationAt(operation, replay.atMs);
  const nowMs =
    replay.atMs ?? (isOver ? (operation.endedAtMs ?? connectionNowMs) : connectionNowMs);
  const slots = useSlots(operation, replay.atMs);
  const choices = useMemo(() => consequences(operation, fleet ?? null), [operation, fleet]);
  const current = currentOf(operation);
  const askSkip = () => setSkipping(current?.step ?? null);
  const unseenMs = unseenForMs(operation, connectionNowMs, speed);
  return (
    <div className="operation">
      <OperationHeader
        operation={operation}
        fleet={fleet}
        choices={choices}
        nowMs={connectionNowMs}
        unseenMs={unseenMs}
      />
      <OperationState operation={operation} fleet={fleet} />
      <Panel>
        <PhaseBeads operation={shown} />
      </Panel>
      {isOver || isLookingBack ? (
        <ReplayBar
          operation={operation}
          span={span}
          replay={replay}
          onLeave={isOver ? null : () => (setLookingBack(false), replay.goTo(null))}
        />
      ) : (
        <CurrentStep
          operation={operation}
          nowMs={connectionNowMs}
          unseenMs={unseenMs}
          skip={choices.skip}
          onSkip={askSkip}
        />
      )}
      {operation.plan.groups === null ? null : (
        <div className="operation-middle">
          <SlotPanels
            operation={operation}
            view={slots}
            nowMs={nowMs}
            isReplay={isOver || replay.atMs !== null}
            isAtEnd={isOver && nowMs >= (operation.endedAtMs ?? 0)}
          />
          <Panel
            title="Capacity in service"
            note={<ChartNote operation={shown} nowMs={nowMs} />}
            actions={
              isOver || isLookingBack ? null : (
                <Button variant="inline-link" onClick={() => setLookingBack(true)}>
                  Look back
                </Button>
              )
            }
          >
            <CapacityChart
              operation={operation}
              nowMs={Math.max(connectionNowMs, shownAt)}
              cursorMs={replay.atMs}
            />
          </Panel>
        </div>
      )}
      <OperationLower
        operation={shown}
        fleet={fleet}
        slots={slots}
        nowMs={nowMs}
        atMs={replay.atMs ?? (isOver ? nowMs : null)}
        onSkip={replay.atMs === null && choices.skip.allowed.ok ? askSkip : null}
      />
      {skipping !== null ? (
        <SkipDialog
          operation={operation}
          step={skipping}
          isOver={current?.step.id !== skipping.id}
          choice={choices.skip}
          onClose={() => setSkipping(null)}
        />
      ) : null}
    </div>
  );
}
