interface FactProps {
  readonly title: string;
  readonly value: string;
  readonly note: string;
  readonly tone?: string;
}

/** One figure of an outlook, and what it rests on. */
export function Fact({ title, value, note, tone = "" }: FactProps) {
  return (
    <div className="outlook-fact">
      <span className="muted">{title}</span>
      <strong className={tone}>{value}</strong>
      <span className="outlook-note">{note}</span>
    </div>
  );
}
