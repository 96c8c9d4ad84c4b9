import type { ReactNode } from "react";
import type { Tone } from "./tone.ts";
import "./pill.css";

interface PillProps {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children: ReactNode;
}

export function Pill({ tone = "neutral", title, children }: PillProps) {
  return (
    <span className={`pill pill-${tone}`} title={title}>
      {children}
    </span>
  );
}
