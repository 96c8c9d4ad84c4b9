/** Asks a server over Systems Manager what is on it now. A script runs there, so it is asked for, never done unasked. */
import Button from "@cloudscape-design/components/button";
import type { CompareSubject } from "../../../shared/compare/comparison.ts";
import { useAction } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";

interface Props {
  readonly subject: Extract<CompareSubject, { kind: "server" }>;
  /** What is compared is another thing now. */
  readonly onLooked: () => void;
}

export function LookInside({ subject: { connectionId, serverId }, onLooked }: Props) {
  const look = useAction("server:look-inside");
  return (
    <>
      <p>
        <Button
          loading={look.isPending}
          loadingText="Asking the server…"
          onClick={() => look.mutate({ connectionId, serverId }, { onSuccess: onLooked })}
        >
          Look inside it now
        </Button>{" "}
        <span className="muted">
          runs a script on it over Systems Manager that reads and changes nothing
        </span>
      </p>
      {look.error && <Problem error={look.error} />}
    </>
  );
}
