import type { ReactNode } from "react";
import "./page-header.css";

interface PageHeaderProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly badges?: ReactNode;
  readonly actions?: ReactNode;
}

export function PageHeader({ title, note, badges, actions }: PageHeaderProps) {
  return (
    <header className="page-header">
      <h1>{title}</h1>
      {badges}
      <div className="page-header-note">{note}</div>
      <div className="page-header-actions">{actions}</div>
    </header>
  );
}
