/** The practice cloud's own panel: time, lessons, what goes wrong, and what others do. One region at a time. */
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { useTopic } from "../../client/topic-store.ts";
import type { Place } from "../../place.ts";
import { Problem } from "../../components/Problem.tsx";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ClosedRegion } from "./ClosedRegion.tsx";
import { ColleaguePanel } from "./ColleaguePanel.tsx";
import { FaultPanel } from "./FaultPanel.tsx";
import { LessonPanel } from "./LessonPanel.tsx";
import { RegionPanel } from "./RegionPanel.tsx";
import { RegionTabs } from "./RegionTabs.tsx";
import { regionShown } from "./practice-regions.ts";
import "./practice.css";

export function PracticeScreen({ place }: { readonly place: Place }) {
  const { rows, status, error } = useTopic("practice");
  const regions = [...rows.values()];
  const shown = regionShown(regions, place.query.get("connection"));
  return (
    <>
      <PageHeader
        title="Practice"
        note="a simulated AWS inside this program: nothing here costs money or reaches the network"
      />
      {error !== null && <Problem error={error} />}
      {shown === null ? (
        <Emptiness
          title={status === "opening" ? "Asking the practice cloud…" : "No practice region"}
        />
      ) : (
        <>
          <RegionTabs regions={regions} shown={shown} />
          {shown.state === "closed" ? (
            <ClosedRegion region={shown} />
          ) : (
            <OpenRegion region={shown} />
          )}
        </>
      )}
    </>
  );
}

/** Keyed by the region, so that no half-filled form of one is sent to another. */
function OpenRegion({ region }: { readonly region: PracticeView }) {
  return (
    <div className="practice-columns" key={region.id}>
      <div className="practice-column">
        <RegionPanel region={region} />
        <LessonPanel region={region} />
      </div>
      <div className="practice-column">
        <FaultPanel region={region} />
        <ColleaguePanel region={region} />
      </div>
    </div>
  );
}
