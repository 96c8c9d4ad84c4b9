import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import "./hint.css";

interface HintProps {
  readonly lines: readonly string[];
  /** Given the id by which the button says that this describes it. */
  readonly children: (describedBy: { readonly id: string } | null) => ReactNode;
}

/** What a button would do, shown while the pointer or the keyboard is on it; Escape takes it away. */
export function Hint({ lines, children }: HintProps) {
  const id = useId();
  const [isDismissed, setDismissed] = useState(false);
  if (lines.length === 0) return children(null);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === "Escape") setDismissed(true);
  };
  const again = () => setDismissed(false);
  return (
    <span
      className={isDismissed ? "hint hint-dismissed" : "hint"}
      role="presentation"
      onKeyDown={onKeyDown}
      onMouseLeave={again}
      onBlur={again}
    >
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
