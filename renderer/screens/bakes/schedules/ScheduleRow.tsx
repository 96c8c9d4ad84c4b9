import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { ScheduleView } from "../../../../shared/model/bake.ts";
import { MOST_FAILURES } from "../../../../shared/bake/schedule/most-failures.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { links } from "../../../links.ts";
import { dateTimeWords } from "../../../ui/clock-time.ts";
import { Pill } from "../../../ui/Pill.tsx";
import { scheduleOf, whenWords } from "./schedule-words.ts";

interface Props {
  readonly schedule: ScheduleView;
  readonly onEdit: () => void;
  readonly onChanged: () => void;
}

export function ScheduleRow({ schedule, onEdit, onChanged }: Props) {
  const connection = useTopic("connections").rows.get(schedule.connectionId)?.connection ?? null;
  const recipe = useTopic("recipes").rows.get(schedule.recipeFile) ?? null;
  return (
    <tr>
      <th scope="row">
        <a href={links.recipes({ file: schedule.recipeFile })}>{schedule.recipeFile}</a>
        <div className="muted schedule-note">
          {connection?.name ?? "a connection that isn't there any more"} ·{" "}
          {schedule.lanes.map(({ instanceType }) => instanceType).join(", ")}
        </div>
        {recipe === null && (
          <div className="tone-warn schedule-note">It isn&apos;t in the recipe folder.</div>
        )}
        {recipe !== null && recipe.problems.length > 0 && (
          <div className="tone-warn schedule-note">
            {countWords(recipe.problems.length, "mistake")} in it: it can&apos;t be baked.
          </div>
        )}
      </th>
      <td>
        {whenWords(schedule.when)}
        {schedule.reason !== "" && <div className="muted schedule-note">{schedule.reason}</div>}
      </td>
      <td>{schedule.isOn ? <NextRun schedule={schedule} /> : <Pill>paused</Pill>}</td>
      <td>
        <LastRun schedule={schedule} />
      </td>
      <td>
        <div className="schedule-actions">
          <Actions schedule={schedule} onEdit={onEdit} onChanged={onChanged} />
        </div>
      </td>
    </tr>
  );
}

function LastRun({ schedule }: Pick<Props, "schedule">) {
  const { lastMs, words, lastOperations, failures } = schedule;
  return (
    <>
      {lastMs === null ? <span className="muted">never yet</span> : dateTimeWords(lastMs)}{" "}
      {lastOperations.map((operation, index) => (
        <div key={operation}>
          <a href={links.bake(operation)}>
            {lastOperations.length > 1 ? `bake ${String(index + 1)}` : "its bake"}
          </a>{" "}
          <RunEnd operation={operation} />
        </div>
      ))}
      {words !== "" && <div className="muted schedule-note">{words}</div>}
      {failures > 0 && (
        <div className="tone-bad schedule-note">failed {countWords(failures, "time")} in a row</div>
      )}
    </>
  );
}

function NextRun({ schedule: { nextMs, overdueMs, failures } }: Pick<Props, "schedule">) {
  if (overdueMs !== null)
    return (
      <>
        <span className="tone-warn">due since {dateTimeWords(overdueMs)}</span>
        {nextMs !== null && <div className="muted schedule-note">then {dateTimeWords(nextMs)}</div>}
      </>
    );
  if (nextMs !== null) return dateTimeWords(nextMs);
  return failures >= MOST_FAILURES ? "stopped after its failures" : "waits for a newer base";
}

/** How one bake of the last run ended, as the journal has it. */
function RunEnd({ operation }: { readonly operation: string }) {
  const bake = useTopic("operations").rows.get(operation);
  if (bake === undefined) return null;
  if (bake.status === "succeeded") return <span className="tone-good">verified</span>;
  const tone = bake.status === "failed" ? "bad" : "neutral";
  return <span className={`tone-${tone}`}>{bake.status}</span>;
}

function Actions({ schedule, onEdit, onChanged }: Props) {
  const save = useAction("schedule:save");
  const remove = useAction("schedule:remove");
  const [isSure, setSure] = useState(false);
  const error = save.error ?? remove.error;
  const name = schedule.recipeFile;
  const turn = () =>
    save.mutate(
      { id: schedule.id, schedule: { ...scheduleOf(schedule), isOn: !schedule.isOn } },
      { onSuccess: onChanged },
    );
  return (
    <>
      {error && <span className="tone-bad">{error.message}</span>}
      <Button
        loading={save.isPending}
        ariaLabel={`${schedule.isOn ? "Pause" : "Turn on"} the schedule of ${name}`}
        onClick={turn}
      >
        {schedule.isOn ? "Pause" : "Turn on"}
      </Button>
      <Button ariaLabel={`Change the schedule of ${name}`} onClick={onEdit}>
        Change
      </Button>
      {isSure ? (
        <Button
          loading={remove.isPending}
          onClick={() => remove.mutate({ id: schedule.id }, { onSuccess: onChanged })}
        >
          Remove it for good
        </Button>
      ) : (
        <Button
          variant="link"
          ariaLabel={`Remove the schedule of ${name}`}
          onClick={() => setSure(true)}
        >
          Remove
        </Button>
      )}
    </>
  );
}
