import type { CampaignOutline } from "../../../../shared/model/campaign.ts";
import { Pill } from "../../../ui/Pill.tsx";
import { inLineageOrder } from "../campaign-rows.ts";
import type { CampaignDraft } from "./campaign-draft.ts";

interface BakeOutlineProps {
  readonly outline: CampaignOutline;
  readonly draft: CampaignDraft;
  readonly onChange: (draft: CampaignDraft) => void;
}

/** Each image below what it stands on; the new base is above them all. */
export function BakeOutline({ outline, draft, onChange }: BakeOutlineProps) {
  const leaveOut = (recipe: string) =>
    onChange({ ...draft, leftOut: [...draft.leftOut, { id: recipe, reason: "chosen here" }] });
  return (
    <>
      <p className="campaign-root">{outline.to.name}</p>
      <ul className="campaign-tree">
        {inLineageOrder(outline).map(({ key, depth }) => (
          <Row key={key} outline={outline} of={key} depth={depth} onLeaveOut={leaveOut} />
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  readonly outline: CampaignOutline;
  readonly of: string;
  readonly depth: number;
  readonly onLeaveOut: (recipe: string) => void;
}

function Row({ outline, of, depth, onLeaveOut }: RowProps) {
  const bake = outline.bakes.find(({ key }) => key === of);
  const ready = outline.ready.find(({ key }) => key === of);
  const part = bake ?? ready;
  if (part === undefined) return null;
  return (
    <li style={{ paddingInlineStart: `${String(16 + depth * 20)}px` }}>
      <strong>{part.recipe}</strong>{" "}
      {bake === undefined ? (
        <Pill tone="good" title={ready?.image.id ?? ""}>
          there already
        </Pill>
      ) : (
        <span className="muted mono">{bake.recipeFile}</span>
      )}
      <span className="campaign-instead muted">in the place of {part.instead.name}</span>
      <button
        type="button"
        className="text-button tone-neutral"
        aria-label={`Leave out the image of ${part.recipe}`}
        onClick={() => onLeaveOut(part.recipe)}
      >
        Leave out
      </button>
    </li>
  );
}
