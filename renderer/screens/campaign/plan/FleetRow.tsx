import type { CampaignOutline } from "../../../../shared/model/campaign.ts";
import { links } from "../../../links.ts";
import { countWords } from "../../../../shared/words/counts.ts";

interface FleetRowProps {
  readonly fleet: CampaignOutline["fleets"][number] | undefined;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onDrag: () => void;
  readonly onDrop: () => void;
  readonly onLeaveOut: () => void;
}

export function FleetRow(props: FleetRowProps) {
  const { fleet } = props;
  if (fleet === undefined) return null;
  const { name } = fleet;
  return (
    <li
      className="campaign-fleet"
      draggable
      onDragStart={props.onDrag}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.stopPropagation();
        props.onDrop();
      }}
    >
      <span aria-hidden="true" className="campaign-grip">
        ⋮⋮
      </span>
      <a href={links.fleet(fleet.fleetId)}>{name}</a>
      <span className="muted">
        {fleet.environment} · {countWords(fleet.servers, "server")} · {fleet.label}
      </span>
      <span className="campaign-fleet-actions">
        <button
          type="button"
          className="text-button tone-info"
          aria-label={`Earlier: ${name}`}
          disabled={props.isFirst}
          onClick={() => props.onMove(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          className="text-button tone-info"
          aria-label={`Later: ${name}`}
          disabled={props.isLast}
          onClick={() => props.onMove(1)}
        >
          ↓
        </button>
        <button
          type="button"
          className="text-button tone-neutral"
          aria-label={`Leave out: ${name}`}
          onClick={props.onLeaveOut}
        >
          Leave out
        </button>
      </span>
    </li>
  );
}
