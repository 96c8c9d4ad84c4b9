import { useId, type ReactNode } from "react";
import "./hint.css";

interface HintProps {
  readonly lines: readonly string[];
  /** Given the id by which the button says that this describes it. */
  readonly children: (describedBy: { readonly id: string } | null) => ReactNode;
}

/** What a button would do, shown while the pointer or the keyboard is on it. */
export function Hint({ lines, children }: HintProps) {
  const id = useId();
  if (lines.length === 0) return children(null);
  return (
    <span className="hint">
      {children({ id })}
      <span className="hint-card" role="tooltip" id={id}>
        {lines.map((line) => (
          <span key={line} className="hint-line">
            {line}
          </span>
        ))}
      </span>
    </span>
  );
}
