import Button from "@cloudscape-design/components/button";
import type { ConnectionState } from "../../../shared/model/connection.ts";
import { useAction } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";

/** From a practice region to its panel; from a real one to a copy of it to practise on. */
export function CardFoot({ state }: { readonly state: ConnectionState }) {
  if (state.connection.kind === "practice")
    return (
      <div className="connection-foot">
        <Button href={links.practice(state.connection.id)}>Time, lessons and faults</Button>
      </div>
    );
  return <Rehearsal state={state} />;
}

function Rehearsal({ state }: { readonly state: ConnectionState }) {
  const rehearse = useAction("practice:rehearse");
  const connectionId = state.connection.id;
  return (
    <div className="connection-foot">
      <Button
        disabled={state.lastSyncAtMs === null}
        loading={rehearse.isPending}
        onClick={() =>
          rehearse.mutate(
            { connectionId },
            { onSuccess: ({ connection }) => go(links.practice(connection.id)) },
          )
        }
      >
        Rehearse on a copy
      </Button>
      <span className="muted">
        A practice region with these fleets, by the same names and ids; user data and secrets are
        left out. Nothing of the real account is changed.
      </span>
      {rehearse.error && <Problem error={rehearse.error} />}
    </div>
  );
}
