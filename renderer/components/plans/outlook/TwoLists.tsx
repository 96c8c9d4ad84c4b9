import "./outlook.css";

interface TwoListsProps {
  readonly keeps: readonly string[];
  readonly loses: readonly string[];
}

/** What stays and what goes, side by side. */
export function TwoLists({ keeps, loses }: TwoListsProps) {
  return (
    <div className="two-lists">
      <List title="Keeps" texts={keeps} sign="✓" tone="tone-good" />
      <List title="Loses" texts={loses} sign="−" tone="tone-warn" />
    </div>
  );
}

interface ListProps {
  readonly title: string;
  readonly texts: readonly string[];
  readonly sign: string;
  readonly tone: string;
}

function List({ title, texts, sign, tone }: ListProps) {
  if (texts.length === 0) return null;
  return (
    <div>
      <strong>{title}</strong>
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <span className={tone} aria-hidden="true">
              {sign}
            </span>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
