import { useTopic } from "../../client/topic-store.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ChooseFleet } from "./ChooseFleet.tsx";
import { ReplaceWizard } from "./ReplaceWizard.tsx";
import "./replace.css";

/** Put a new generation in the place of the live one: choose, see the plan, start. */
export function ReplaceScreen({ place }: { readonly place: Place }) {
  const { fleetId } = place.params;
  const topic = useTopic("fleets");
  if (fleetId === undefined)
    return (
      <>
        <PageHeader title="Replace" note="choose a fleet" />
        <ChooseFleet fleets={[...topic.rows.values()]} />
      </>
    );
  const fleet = topic.rows.get(fleetId);
  if (fleet !== undefined) return <ReplaceWizard key={fleet.id} fleet={fleet} place={place} />;
  if (topic.status === "opening") return <Emptiness title="Opening the fleet…" />;
  if (topic.error !== null)
    return <ErrorText error={topic.error} header="The fleet can't be shown" />;
  return (
    <Emptiness title="This fleet isn't there" role="alert">
      It may have been removed, or its connection isn&apos;t read yet.{" "}
      <a href={links.fleets()}>See all fleets</a>
    </Emptiness>
  );
}
