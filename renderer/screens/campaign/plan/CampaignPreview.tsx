/** What a campaign would do: images in the order of the lineage, fleets in theirs, and what is skipped. */
import type { Plan } from "../../../../shared/model/plan.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { aboutWords } from "../../../../shared/words/durations.ts";
import { Panel } from "../../../ui/Panel.tsx";
import type { CampaignDraft } from "./campaign-draft.ts";
import { BakeOutline } from "./BakeOutline.tsx";
import { SkippedList } from "../SkippedList.tsx";
import { StageEditor } from "./StageEditor.tsx";

interface CampaignPreviewProps {
  readonly plan: Plan;
  readonly draft: CampaignDraft;
  readonly onChange: (draft: CampaignDraft) => void;
}

export function CampaignPreview({ plan, draft, onChange }: CampaignPreviewProps) {
  const outline = plan.campaign;
  if (outline === undefined) return null;
  const { bakes, ready, fleets, skipped } = outline;
  const unused = skipped.flatMap(({ isUnused, name }) => (isUnused === true ? [name] : []));
  return (
    <>
      <Panel
        title="2. What will be done"
        note={`${countWords(bakes.length, "bake")} · ${countWords(fleets.length, "fleet")} · ${aboutWords(plan.expected.medianMs)}, at worst ${aboutWords(plan.steps.filter(({ work }) => work.kind === "run-children").reduce((sum, { expected }) => sum + expected.worstMs, 0))} beside the waiting for words`}
      >
        <ul className="campaign-notes">
          {plan.warnings.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <div className="campaign-columns">
          <section aria-label="Images, in the order of the lineage">
            <h3>Images, in the order of the lineage</h3>
            {bakes.length + ready.length === 0 ? (
              <p className="muted">No image has to be made.</p>
            ) : (
              <BakeOutline outline={outline} draft={draft} onChange={onChange} />
            )}
          </section>
          <section aria-label="Fleets, stage by stage">
            <h3>Fleets, stage by stage</h3>
            {fleets.length === 0 ? (
              <p className="muted">No fleet runs what is made anew.</p>
            ) : (
              <StageEditor outline={outline} draft={draft} onChange={onChange} />
            )}
          </section>
        </div>
      </Panel>
      <SkippedList
        skipped={skipped}
        onPutBack={(id, name) =>
          onChange({
            ...draft,
            leftOut: draft.leftOut.filter((one) => one.id !== id && one.id !== name),
            alsoBake: unused.includes(name) ? [...draft.alsoBake, name] : draft.alsoBake,
          })
        }
        leftOut={draft.leftOut.map(({ id }) => id)}
      />
    </>
  );
}
