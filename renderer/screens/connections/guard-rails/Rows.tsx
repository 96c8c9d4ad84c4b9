interface RowsProps {
  readonly texts: readonly string[];
  readonly none: string;
  readonly onTakeAway: (at: number) => void;
}

export function Rows({ texts, none, onTakeAway }: RowsProps) {
  if (texts.length === 0) return <span className="muted">{none}</span>;
  return (
    <ul className="guard-rails-rows">
      {texts.map((text, at) => (
        <li key={text}>
          <span>{text}</span>
          <button
            type="button"
            className="text-button tone-info"
            aria-label={`Take away: ${text}`}
            onClick={() => onTakeAway(at)}
          >
            Take away
          </button>
        </li>
      ))}
    </ul>
  );
}
