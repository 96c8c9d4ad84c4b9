import type { FleetView } from "../../../shared/model/fleet.ts";
import { barParts, barWords } from "./generation-bar.ts";
import "./generation-bar.css";

interface GenerationBarProps {
  readonly fleet: FleetView;
  readonly mostServers: number;
}

export function GenerationBar({ fleet, mostServers }: GenerationBarProps) {
  const parts = barParts(fleet, mostServers);
  if (parts.length === 0) return <span className="muted">no servers</span>;
  return (
    <span className="generation-bar" role="img" aria-label={barWords(fleet)}>
      {parts.map((part) => (
        <span
          key={part.key}
          className={`generation-bar-part fill-${part.fill}`}
          style={{ width: `${String(part.widthPercent)}%` }}
          title={`${part.label} · ${String(part.count)} servers`}
        >
          {part.fill === "bad" ? "" : `${part.label} · ${String(part.count)}`}
        </span>
      ))}
    </span>
  );
}
