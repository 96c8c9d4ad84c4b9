import type { Tone } from "./tone.ts";
import "./meter.css";

interface MeterProps {
  /** 0..1; null where it can't be known. */
  readonly value: number | null;
  readonly label: string;
  readonly tone?: Tone;
  readonly showPercent?: boolean;
}

export function Meter({ value, label, tone = "busy", showPercent = true }: MeterProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  const known = percent === null ? {} : { "aria-valuenow": percent };
  return (
    <span className="meter">
      <span
        className={`meter-track ${percent === null ? "meter-unknown" : ""}`}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...known}
      >
        <span
          className={`meter-fill meter-${tone}`}
          style={{ width: `${String(percent ?? 35)}%` }}
        />
      </span>
      {showPercent && percent !== null ? (
        <span className={`meter-text tone-${tone}`}>{percent} %</span>
      ) : null}
    </span>
  );
}
