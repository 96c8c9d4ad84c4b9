import Button from "@cloudscape-design/components/button";
import Spinner from "@cloudscape-design/components/spinner";
import type { ConnectionState } from "../../../shared/model/connection.ts";
import { links } from "../../links.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";

interface NoFleetsProps {
  readonly states: readonly ConnectionState[];
  readonly isFiltered: boolean;
  readonly onClearFilter: () => void;
}

/** Why no fleet is shown: not read yet, filtered away, or there is none. */
export function NoFleets({ states, isFiltered, onClearFilter }: NoFleetsProps) {
  if (isFiltered)
    return (
      <Emptiness
        title="No fleet fits the filter"
        actions={<Button onClick={onClearFilter}>Show all fleets</Button>}
      />
    );
  const syncing = states.filter(({ phase }) => phase === "connecting" || phase === "first-sync");
  if (syncing.length > 0)
    return (
      <Emptiness title="Reading the region for the first time">
        <Spinner />
        {syncing.map((state) => (
          <div key={state.connection.id}>
            {state.connection.name}: {state.pagesRead} pages read so far
          </div>
        ))}
      </Emptiness>
    );
  if (states.length === 0) return <Emptiness title="Opening the console…" />;
  return <NothingThere states={states} />;
}

function NothingThere({ states }: { readonly states: readonly ConnectionState[] }) {
  const ready = states.filter(({ phase }) => phase === "ready");
  if (ready.length === 0)
    return (
      <Emptiness title="No fleet is known">No connection could be read; see above why.</Emptiness>
    );
  const regions = ready
    .map(({ connection }) => `${connection.name} (${connection.region})`)
    .join(", ");
  return (
    <Emptiness
      title="There is no fleet here"
      actions={<Button href={links.connections()}>Connections</Button>}
    >
      {regions} was read and has no Auto Scaling group. If you expected some, look at the
      connection&apos;s region and account.
    </Emptiness>
  );
}
