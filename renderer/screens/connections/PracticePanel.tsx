import Button from "@cloudscape-design/components/button";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import { useState } from "react";
import { useAction } from "../../client/requests.ts";

const speeds = [1, 10, 60, 300, 600];

export function PracticePanel({ speed }: { readonly speed: number }) {
  const control = useAction("practice:control");
  const [asked, setAsked] = useState(false);
  const reset = () => {
    control.mutate({ reset: true });
    setAsked(false);
  };
  return (
    <div className="practice-panel">
      <span className="muted">Time runs</span>
      <SegmentedControl
        label="Speed of the practice cloud"
        selectedId={String(speed)}
        options={speeds.map((each) => ({ id: String(each), text: `${String(each)} ×` }))}
        onChange={({ detail }) => control.mutate({ speed: Number(detail.selectedId) })}
      />
      {asked ? (
        <>
          <span>Everything done in the practice region is thrown away; the journal stays.</span>
          <Button onClick={reset}>Start it afresh</Button>
          <Button variant="link" onClick={() => setAsked(false)}>
            Keep it
          </Button>
        </>
      ) : (
        <Button onClick={() => setAsked(true)}>Start the practice region afresh…</Button>
      )}
      {control.error && <span className="tone-bad">{control.error.message}</span>}
    </div>
  );
}
