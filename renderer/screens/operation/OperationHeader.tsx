import { useState } from "react";
import { isTerminal, type OperationDetail } from "../../../shared/model/operation.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { useTopic } from "../../client/topic-store.ts";
import { environmentTone } from "../../components/connections/environment.ts";
import { PartOfLink } from "../../components/operations/PartOfLink.tsx";
import { shortReason } from "../../components/operations/short-reason.ts";
import { statusWords } from "../../components/operations/status-words.ts";
import type { Consequences } from "../../../shared/rules/consequences/consequences.ts";
import { links } from "../../links.ts";
import { minuteWords } from "../../ui/clock-time.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pill } from "../../ui/Pill.tsx";
import { OperationActions } from "./OperationActions.tsx";
import { StopDialog } from "./dialogs/StopDialog.tsx";

interface OperationHeaderProps {
  readonly operation: OperationDetail;
  readonly fleet: FleetView | undefined;
  readonly choices: Consequences;
  readonly nowMs: number;
  /** As in CurrentStep. */
  readonly unseenMs: number | null;
}

export function OperationHeader(props: OperationHeaderProps) {
  const { operation, fleet, choices, nowMs, unseenMs } = props;
  const connection = useTopic("connections").rows.get(operation.connectionId)?.connection;
  const [isStopping, setStopping] = useState(false);
  const status = statusWords(operation.status);
  const { groups } = operation.plan;
  const back = groups?.returns ?? null;
  const name = operation.fleetName ?? operation.title;
  return (
    <>
      <PageHeader
        title={name}
        badges={
          <>
            {connection === undefined ? null : (
              <Pill tone={environmentTone(connection.environment)}>{connection.environment}</Pill>
            )}
            <Pill tone={status.tone}>
              {groups === null
                ? operation.title
                : `${verbs[operation.kind]} ${groups.fromLabel} → ${back === null ? "" : `${back} as `}${groups.toLabel}`}
              {operation.status === "running" ? "" : ` · ${status.text}`}
            </Pill>
          </>
        }
        note={<HeaderNote operation={operation} nowMs={nowMs} unseenMs={unseenMs} />}
        actions={
          <OperationActions
            operation={operation}
            fleet={fleet}
            choices={choices}
            onStop={() => setStopping(true)}
          />
        }
      />
      {isStopping ? (
        <StopDialog
          operation={operation}
          connection={connection}
          choice={choices.stop}
          onClose={() => setStopping(false)}
        />
      ) : null}
    </>
  );
}

const verbs = {
  replace: "replacing",
  rollback: "rolling back",
  retire: "retiring",
  bake: "baking",
  copy: "copying",
  sweep: "sweeping",
  mark: "marking",
  revoke: "revoking",
  inspect: "looking into",
  retention: "taking away",
  campaign: "a campaign with",
  promise: "keeping",
  "put-back": "putting back",
} as const;

function HeaderNote({
  operation,
  nowMs,
  unseenMs,
}: Pick<OperationHeaderProps, "operation" | "nowMs" | "unseenMs">) {
  const parts = [
    `started ${minuteWords(operation.startedAtMs)} by ${operation.who}`,
    timeLeft(operation, nowMs, unseenMs),
    operation.changeNumber,
    shortReason(operation.reason),
  ].filter((part) => part !== null && part !== "");
  return (
    <>
      {parts.join(" · ")}
      {operation.fleetId === null ? null : (
        <>
          {" · "}
          <a href={links.fleet(operation.fleetId)}>the fleet</a>
        </>
      )}
      <PartOfLink operation={operation} />
    </>
  );
}

function timeLeft(operation: OperationDetail, nowMs: number, unseenMs: number | null): string {
  if (operation.endedAtMs !== null)
    return `took ${durationWords(operation.endedAtMs - operation.startedAtMs)}`;
  if (operation.status === "stopping") return "putting back what was changed for a time";
  if (operation.status === "paused") return "no time left is known while it is paused";
  if (isTerminal(operation.status) || operation.expectedEndMs === null)
    return "time left not known";
  if (unseenMs !== null)
    return `time left not known: no server was looked at for ${durationWords(unseenMs)}`;
  const leftMs = operation.expectedEndMs - nowMs;
  return leftMs > 0
    ? `about ${durationWords(leftMs)} left`
    : `${durationWords(-leftMs)} longer than expected`;
}
