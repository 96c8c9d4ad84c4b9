import type { Consequence } from "../../../shared/rules/consequences/consequences.ts";

/** What it would do, sentence by sentence. */
export function ConsequenceList({ choice }: { readonly choice: Consequence }) {
  return (
    <ul className="consequences">
      {choice.does.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
