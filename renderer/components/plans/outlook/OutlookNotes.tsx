import type { PlanOutlook } from "../../../../shared/model/outlook.ts";
import { notesOf } from "./outlook-notes.ts";

/** Of an outlook, what one should know before a quick yes: what speaks against it, and what it costs. */
export function OutlookNotes({ outlook }: { readonly outlook: PlanOutlook }) {
  const notes = notesOf(outlook);
  if (notes.length === 0) return null;
  return (
    <ul className="outlook-meanwhile" aria-label="What it means">
      {notes.map(({ text, isAgainst }) => (
        <li key={text} className={isAgainst ? "tone-warn" : ""}>
          {text}
        </li>
      ))}
    </ul>
  );
}
