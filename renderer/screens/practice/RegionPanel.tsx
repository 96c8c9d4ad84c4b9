import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { useAction } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { LoadScenario } from "./LoadScenario.tsx";
import { TimeControls } from "./TimeControls.tsx";
import { countsWords, originWords } from "./practice-regions.ts";

/** What the region is, its time, and how to begin it anew. */
export function RegionPanel({ region }: { readonly region: PracticeView }) {
  return (
    <Panel
      title={region.name}
      note={`${region.region} · made from ${originWords(region)} · ${countsWords(region)}`}
      actions={<CloseRegion region={region} />}
    >
      <TimeControls region={region} />
      {region.problem !== null && <p className="tone-bad">{region.problem}</p>}
      {region.notes.length > 0 && (
        <ul className="practice-notes">
          {region.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className="practice-row practice-foot">
        <StartAfresh region={region} />
        <LoadScenario region={region} />
      </div>
    </Panel>
  );
}

function CloseRegion({ region }: { readonly region: PracticeView }) {
  const close = useAction("practice:close");
  if (region.isMain) return null;
  return (
    <>
      {close.error && <span className="tone-bad">{close.error.message}</span>}
      <Button loading={close.isPending} onClick={() => close.mutate({ connectionId: region.id })}>
        Close {region.name}
      </Button>
    </>
  );
}

function StartAfresh({ region }: { readonly region: PracticeView }) {
  const control = useAction("practice:control");
  const [asked, setAsked] = useState(false);
  const reset = () =>
    control.mutate({ connectionId: region.id, reset: true }, { onSettled: () => setAsked(false) });
  if (control.error && !asked)
    return <Problem error={control.error} onRetry={() => setAsked(true)} />;
  if (!asked) return <Button onClick={() => setAsked(true)}>Start the region afresh…</Button>;
  return (
    <span className="practice-row" role="group" aria-label="Start the region afresh">
      <span>Everything done in this region is thrown away; the journal stays.</span>
      <Button loading={control.isPending} onClick={reset}>
        Start it afresh
      </Button>
      <Button variant="link" onClick={() => setAsked(false)}>
        Keep it
      </Button>
    </span>
  );
}
