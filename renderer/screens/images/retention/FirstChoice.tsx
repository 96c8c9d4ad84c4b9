import { useId } from "react";
import type { RetentionRules } from "../../../../shared/model/retention.ts";

interface Props {
  readonly value: RetentionRules["first"];
  readonly onChange: (first: RetentionRules["first"]) => void;
}

const ITEMS = [
  {
    value: "disable",
    label: "Disable it",
    note: "AWS starts nothing from it; one click gives it back until its grace is over.",
  },
  {
    value: "deprecate",
    label: "Deprecate it",
    note: "It still starts servers; others no longer find it in lists.",
  },
  { value: "nothing", label: "Take it away at once", note: "There is no way back." },
] as const;

export function FirstChoice({ value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className="retention-first retention-whole">
      <legend>What is done first</legend>
      {ITEMS.map((item) => (
        <label key={item.value}>
          <input
            type="radio"
            name={name}
            checked={value === item.value}
            onChange={() => onChange(item.value)}
          />
          <span>
            {item.label} <span className="muted">{item.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
