/** A campaign before it is started: which base for which, what follows from it, in which order. */
import { useState } from "react";
import type { Planned } from "../../../../shared/model/plan.ts";
import { useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";
import type { Place } from "../../../place.ts";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { BasesPanel } from "./BasesPanel.tsx";
import { emptyDraft, requestOf, type CampaignDraft } from "./campaign-draft.ts";
import { CampaignPreview } from "./CampaignPreview.tsx";
import { StartCampaign } from "./StartCampaign.tsx";
import "../campaign.css";

export function NewCampaignScreen({ place }: { readonly place: Place }) {
  const images = useTopic("images");
  const connections = useTopic("connections").rows;
  const connection = place.query.get("connection") ?? [...connections.keys()][0] ?? null;
  if (images.error !== null)
    return <ErrorText error={images.error} header="The images can't be shown" />;
  if (connection === null || images.status === "opening")
    return <Emptiness title="Reading the images…" />;
  return (
    <Draft
      key={connection}
      connection={connection}
      from={place.query.get("from")}
      to={place.query.get("to")}
    />
  );
}

interface DraftProps {
  readonly connection: string;
  readonly from: string | null;
  readonly to: string | null;
}

function Draft({ connection, from, to }: DraftProps) {
  const [draft, setDraft] = useState<CampaignDraft>({ ...emptyDraft, from, to });
  const planned = useRequest("plan:campaign", requestOf(connection, draft), {
    enabled: draft.from !== null && draft.to !== null,
    staleTimeMs: 60_000,
  });
  const shown = useLast(planned.data, draft);
  return (
    <div className="campaign">
      <PageHeader
        title="Plan a campaign"
        note="A newer base for everything that stands on an older one: bakes in the order of the lineage, then fleet by fleet, reversible to the end."
      />
      <BasesPanel connection={connection} draft={draft} onChange={setDraft} />
      {planned.error === null ? null : (
        <ErrorText error={planned.error} header="No plan could be made" />
      )}
      <Outcome planned={shown} isPlanning={planned.isFetching} draft={draft} onChange={setDraft} />
    </div>
  );
}

/** While another order is being planned, the last plan stays in sight; not while other bases are. */
function useLast(planned: Planned | undefined, { from, to }: CampaignDraft): Planned | undefined {
  const bases = `${from ?? ""} ${to ?? ""}`;
  const [last, setLast] = useState<{ readonly bases: string; readonly planned: Planned } | null>(
    null,
  );
  if (planned !== undefined && last?.planned !== planned) setLast({ bases, planned });
  return planned ?? (last?.bases === bases ? last.planned : undefined);
}

interface OutcomeProps {
  readonly planned: Planned | undefined;
  readonly isPlanning: boolean;
  readonly draft: CampaignDraft;
  readonly onChange: (draft: CampaignDraft) => void;
}

function Outcome({ planned, isPlanning, draft, onChange }: OutcomeProps) {
  if (draft.from === null || draft.to === null)
    return (
      <Emptiness title="Choose two bases">
        The one that has to go, and the one that takes its place. What stands on the old one is
        shown then, with the order in which it would be moved.
      </Emptiness>
    );
  if (planned === undefined)
    return isPlanning ? <Emptiness title="Looking at what stands on it…" /> : null;
  if (planned.refused) return <RefusalAlert refusal={planned} />;
  return (
    <>
      <CampaignPreview plan={planned.plan} draft={draft} onChange={onChange} />
      <StartCampaign plan={planned.plan} isPlanning={isPlanning} />
    </>
  );
}
