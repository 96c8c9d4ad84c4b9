import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { ConnectionState } from "../../../shared/model/connection.ts";
import { useAction } from "../../client/requests.ts";
import { useReadAgo } from "../../components/connections/clocks.ts";
import { curedFor } from "../../components/connections/practice-words.ts";
import { Words } from "../../ui/Words.tsx";

const headers: Partial<Record<ErrorCode, string>> = {
  "credentials-missing": "has no valid credentials",
  "credentials-expired": "was signed in too long ago: its credentials have expired",
  "access-denied": "may not read this account",
  "network-unreachable": "can't be reached over the network",
  "endpoint-nonsense": "answers something that isn't AWS",
  "profile-unreadable": "has a profile that can't be read",
  throttled: "is asked too often by this account's users",
};

/** One word per connection that failed: what happened, what it means here, and a way on. */
export function ConnectionTroubles({ states }: { readonly states: readonly ConnectionState[] }) {
  const failed = states.filter((state) => state.error !== null);
  return failed.map((state) => <Trouble key={state.connection.id} state={state} />);
}

function Trouble({ state }: { readonly state: ConnectionState }) {
  const retry = useAction("connection:retry");
  const { connection, error, lastSyncAtMs } = state;
  const age = useReadAgo(state);
  if (error === null) return null;
  const old = age === "" ? "Nothing was read from it yet." : `What you see of it was read ${age}.`;
  return (
    <Alert
      type={lastSyncAtMs === null ? "error" : "warning"}
      header={`${connection.name} (${connection.region}) ${headers[error.code] ?? "can't be read"}`}
      action={
        <Button
          loading={retry.isPending}
          onClick={() => retry.mutate({ connectionId: connection.id })}
        >
          Try again
        </Button>
      }
    >
      <Words text={curedFor(connection, error.message)} /> {old}
    </Alert>
  );
}
