import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { isTerminal, type OperationDetail } from "../../../../shared/model/operation.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { can } from "../../../../shared/rules/can.ts";
import { useAction } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { useLinkLost } from "../../../client/use-link-lost.ts";
import { environmentTone } from "../../../components/connections/environment.ts";
import { RefusedNotice } from "../../../components/operations/RefusedNotice.tsx";
import { statusWords } from "../../../components/operations/status-words.ts";
import { links } from "../../../links.ts";
import { dateTimeWords, minuteWords } from "../../../ui/clock-time.ts";
import { Meter } from "../../../ui/Meter.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Pill } from "../../../ui/Pill.tsx";
import type { PartRow } from "../campaign-rows.ts";
import { BackDialog } from "./BackDialog.tsx";
import { StopCampaign } from "./StopCampaign.tsx";

interface CampaignHeaderProps {
  readonly operation: OperationDetail;
  readonly rows: readonly PartRow[];
}

export function CampaignHeader({ operation, rows }: CampaignHeaderProps) {
  const connection = useTopic("connections").rows.get(operation.connectionId)?.connection;
  const [isStopping, setStopping] = useState(false);
  const [isReturning, setReturning] = useState(false);
  const status = statusWords(operation.status);
  const outline = operation.plan.campaign;
  return (
    <>
      <PageHeader
        title={outline === undefined ? "Campaign, rolled back" : `Campaign to ${outline.to.name}`}
        badges={
          <>
            {connection === undefined ? null : (
              <Pill tone={environmentTone(connection.environment)}>{connection.environment}</Pill>
            )}
            <Pill tone={status.tone}>{status.text}</Pill>
          </>
        }
        note={
          outline === undefined ? operation.title : `everything that stands on ${outline.from.name}`
        }
        actions={
          <Actions
            operation={operation}
            onStop={() => setStopping(true)}
            onReturn={rows.some(isReplacement) ? () => setReturning(true) : null}
          />
        }
      />
      <Progress operation={operation} rows={rows} />
      {isStopping ? (
        <StopCampaign operation={operation} rows={rows} onClose={() => setStopping(false)} />
      ) : null}
      {isReturning ? (
        <BackDialog operation={operation} onClose={() => setReturning(false)} />
      ) : null}
    </>
  );
}

function Progress({ operation, rows }: CampaignHeaderProps) {
  const { who, reason, changeNumber, startedAtMs } = operation;
  return (
    <div className="campaign-progress">
      {isTerminal(operation.status) ? null : (
        <Meter value={operation.progress} label={operation.title} />
      )}
      <span>
        {partWords(operation, rows)}
        {endWords(operation)}
      </span>
      <span className="muted">
        {who}
        {reason === "" ? "" : `: ${reason}`}
        {changeNumber === null ? "" : ` (${changeNumber})`} · {dateTimeWords(startedAtMs)}
      </span>
    </div>
  );
}

/** What was never in the plan is said beside it: it is no part that could be done. */
function partWords({ plan }: OperationDetail, rows: readonly PartRow[]): string {
  const count = (kind: PartRow["state"]["kind"]) =>
    rows.filter(({ state }) => state.kind === kind).length;
  const skipped = count("skipped");
  const leftOut = plan.campaign?.skipped.length ?? 0;
  return [
    `${String(count("done"))} of ${countWords(rows.length, "part")} done`,
    ...(skipped === 0 ? [] : [`${String(skipped)} skipped on the way`]),
    ...(leftOut === 0 ? [] : [`${String(leftOut)} more skipped from the start`]),
  ].join(", ");
}

/** There is something to take back. */
const isReplacement = ({ child, operation }: PartRow) =>
  child.intent.kind === "replace" && operation !== null;

function endWords({ expectedEndMs, status }: OperationDetail): string {
  if (isTerminal(status)) return "";
  return expectedEndMs === null
    ? " · its end isn't known while something is waited for"
    : ` · ends ≈ ${minuteWords(expectedEndMs)}`;
}

interface ActionsProps {
  readonly operation: OperationDetail;
  readonly onStop: () => void;
  /** Null: no fleet was begun. */
  readonly onReturn: (() => void) | null;
}

function Actions({ operation, onStop, onReturn }: ActionsProps) {
  const { status, id } = operation;
  const lost = useLinkLost();
  const stop = can.stop(operation);
  const off = lost === null ? {} : { disabled: true, disabledReason: lost };
  return (
    <>
      {status === "running" ? <Say id={id} word="pause" off={off} /> : null}
      {status === "paused" ? <Say id={id} word="resume" off={off} /> : null}
      {isTerminal(status) ? (
        <Button href={links.journal(id)}>Journal</Button>
      ) : (
        <Button disabled={!stop.ok || lost !== null} onClick={onStop}>
          Stop…
        </Button>
      )}
      {onReturn === null ? null : (
        <button
          type="button"
          className="rollback-button"
          aria-disabled={lost !== null}
          onClick={() => {
            if (lost === null) onReturn();
          }}
        >
          <span aria-hidden="true">⟲ </span>
          Roll the campaign back…
        </button>
      )}
    </>
  );
}

interface SayProps {
  readonly id: string;
  readonly word: "pause" | "resume";
  readonly off: { readonly disabled?: boolean; readonly disabledReason?: string };
}

function Say({ id, word, off }: SayProps) {
  const say = useAction(word === "pause" ? "operation:pause" : "operation:resume");
  return (
    <>
      <Button
        iconName={word === "pause" ? "pause" : "play"}
        variant={word === "pause" ? "normal" : "primary"}
        loading={say.isPending}
        {...off}
        onClick={() => say.mutate({ operationId: id })}
      >
        {word === "pause" ? "Pause" : "Go on"}
      </Button>
      {say.error === null ? null : <RefusedNotice error={say.error} onClose={say.reset} />}
    </>
  );
}
