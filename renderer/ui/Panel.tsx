import { useId, type ReactNode } from "react";
import "./panel.css";

interface PanelProps {
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Takes what height is left and scrolls inside. */
  readonly fill?: boolean;
  readonly className?: string;
}

export function Panel({
  title,
  note,
  actions,
  children,
  fill = false,
  className = "",
}: PanelProps) {
  const headingId = useId();
  const labelled = title === undefined ? {} : { "aria-labelledby": headingId };
  return (
    <section className={`panel ${fill ? "panel-fill" : ""} ${className}`} {...labelled}>
      {title === undefined ? null : (
        <div className="panel-head">
          <h2 id={headingId}>{title}</h2>
          <div className="panel-note">{note}</div>
          <div className="panel-actions">{actions}</div>
        </div>
      )}
      <div className="panel-body" {...(fill ? { tabIndex: 0 } : {})}>
        {children}
      </div>
    </section>
  );
}
