import type { ReactNode } from "react";
import "./emptiness.css";

interface EmptinessProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly role?: "status" | "alert";
}

/** What stands where rows would: nothing there, still loading, or failed. Says which, and what to do. */
export function Emptiness({ title, children, actions, role = "status" }: EmptinessProps) {
  return (
    <div className="emptiness" role={role}>
      <strong>{title}</strong>
      <div className="emptiness-text">{children}</div>
      {actions === undefined ? null : <div className="emptiness-actions">{actions}</div>}
    </div>
  );
}
