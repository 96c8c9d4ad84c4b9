import type { ReactNode } from "react";
import { toneClass, type Tone } from "./tone.ts";
import "./stat-tile.css";

interface StatTileProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly tone?: Tone;
  /** Whether the list below shows only these. */
  readonly pressed: boolean;
  readonly onPress: () => void;
}

/** A figure that is also a filter. */
export function StatTile({ label, value, tone = "plain", pressed, onPress }: StatTileProps) {
  return (
    <button type="button" className="stat-tile" aria-pressed={pressed} onClick={onPress}>
      <span className="stat-tile-label">{label}</span>
      <span className={`stat-tile-value ${toneClass(tone)}`}>{value}</span>
    </button>
  );
}
