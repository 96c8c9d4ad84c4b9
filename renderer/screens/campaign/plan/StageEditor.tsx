import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import { useState } from "react";
import type { CampaignOutline } from "../../../../shared/model/campaign.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import {
  moved,
  putInto,
  stagesOf,
  withStage,
  type CampaignDraft,
  type StageDraft,
} from "./campaign-draft.ts";
import { FleetRow } from "./FleetRow.tsx";

interface StageEditorProps {
  readonly outline: CampaignOutline;
  readonly draft: CampaignDraft;
  readonly onChange: (draft: CampaignDraft) => void;
}

/** The order in which fleets are replaced: by drag, or by the buttons of each row. */
export function StageEditor({ outline, draft, onChange }: StageEditorProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  const stages = draft.stages ?? stagesOf(outline);
  const change = (next: readonly StageDraft[]) => onChange({ ...draft, stages: next });
  const drop = (stage: number, place: number) => {
    if (dragged !== null) change(putInto(stages, dragged, stage, place));
    setDragged(null);
  };
  const leaveOut = (id: string) =>
    onChange({ ...draft, leftOut: [...draft.leftOut, { id, reason: "chosen here" }] });
  return (
    <>
      {stages.map((stage, at) => (
        <div
          key={String(at)}
          className="campaign-stage"
          role="group"
          aria-label={`Stage ${String(at + 1)}: ${stage.name}`}
          onDragOver={(event) => event.preventDefault()}
          onDrop={() => drop(at, stage.fleetIds.length)}
        >
          <StageHead
            stage={stage}
            number={at + 1}
            onChange={(next) => change(withStage(stages, at, next))}
          />
          <ol className="campaign-fleets">
            {stage.fleetIds.map((id, place) => (
              <FleetRow
                key={id}
                fleet={outline.fleets.find(({ fleetId }) => fleetId === id)}
                isFirst={at === 0 && place === 0}
                isLast={at === stages.length - 1 && place === stage.fleetIds.length - 1}
                onMove={(by) => change(moved(stages, id, by))}
                onDrag={() => setDragged(id)}
                onDrop={() => drop(at, place)}
                onLeaveOut={() => leaveOut(id)}
              />
            ))}
          </ol>
          {stage.fleetIds.length === 0 ? (
            <p className="muted">No fleet yet: it is left out of the plan.</p>
          ) : null}
        </div>
      ))}
      <Button
        onClick={() =>
          change([
            ...stages,
            { name: `stage ${String(stages.length + 1)}`, fleetIds: [], asks: true },
          ])
        }
      >
        Add a stage
      </Button>
    </>
  );
}

interface StageHeadProps {
  readonly stage: StageDraft;
  readonly number: number;
  readonly onChange: (stage: StageDraft) => void;
}

function StageHead({ stage, number, onChange }: StageHeadProps) {
  return (
    <div className="campaign-stage-head">
      <strong>
        {number}. {stage.name}
      </strong>
      <span className="muted">{countWords(stage.fleetIds.length, "fleet")}</span>
      <Checkbox
        checked={stage.asks}
        onChange={({ detail }) => onChange({ ...stage, asks: detail.checked })}
      >
        Wait for somebody&apos;s word before it
      </Checkbox>
    </div>
  );
}
