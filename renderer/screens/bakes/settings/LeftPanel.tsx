/** Builders, images and snapshots that bakes left behind: looked for on demand, taken away by a plan. */
import Button from "@cloudscape-design/components/button";
import type { Leftovers, LeftThing } from "../../../../shared/model/bake.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { PlanSummary } from "../../../components/plans/PlanSummary.tsx";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { links } from "../../../links.ts";
import { dateTimeWords } from "../../../ui/clock-time.ts";
import { go } from "../../../ui/hash-path.ts";
import { Panel } from "../../../ui/Panel.tsx";

interface Props {
  readonly connectionId: string;
  readonly name: string;
}

export function LeftPanel({ connectionId, name }: Props) {
  const left = useAction("bake:left");
  const sweep = useAction("plan:sweep");
  const look = () => {
    sweep.reset();
    left.mutate({ connectionId });
  };
  const found = left.data ?? null;
  const count = found === null ? 0 : thingsOf(found).length;
  return (
    <Panel
      title={`What bakes left in ${name}`}
      note={found === null ? undefined : `looked at ${dateTimeWords(found.readAtMs)}`}
      actions={
        <Button
          loading={left.isPending}
          ariaLabel={`${found === null ? "Look" : "Look again"} in ${name}`}
          onClick={look}
        >
          {found === null ? "Look" : "Look again"}
        </Button>
      }
    >
      {left.error && <Problem error={left.error} />}
      {found === null && (
        <p className="muted">
          A bake takes away what it made. What a console that died left, or a builder whose console
          never came back, is found here.
        </p>
      )}
      {found !== null && count === 0 && <p>Nothing was found.</p>}
      {found?.unread.map((words) => (
        <p key={words} className="tone-warn">
          {words}
        </p>
      ))}
      {found !== null && count > 0 && (
        <>
          <LeftTable things={thingsOf(found)} />
          {sweep.error && <Problem error={sweep.error} />}
          {sweep.data === undefined ? (
            <Button
              loading={sweep.isPending}
              onClick={() =>
                sweep.mutate({
                  connectionId,
                  serverIds: found.servers.map(({ id }) => id),
                  imageIds: found.images.map(({ id }) => id),
                  snapshotIds: found.snapshots.map(({ id }) => id),
                })
              }
            >
              Show how {countWords(count, "of them", "of them")} would be taken away
            </Button>
          ) : sweep.data.refused ? (
            <RefusalAlert refusal={sweep.data} />
          ) : (
            <SweepPlan plan={sweep.data.plan} />
          )}
        </>
      )}
    </Panel>
  );
}

const thingsOf = ({ servers, images, snapshots }: Leftovers) => [
  ...servers.map((thing) => ({ what: "server", thing })),
  ...images.map((thing) => ({ what: "image", thing })),
  ...snapshots.map((thing) => ({ what: "snapshot", thing })),
];

interface TableProps {
  readonly things: readonly { readonly what: string; readonly thing: LeftThing }[];
}

function LeftTable({ things }: TableProps) {
  return (
    <table className="bake-table">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Made</th>
          <th scope="col">Why it counts as left</th>
        </tr>
      </thead>
      <tbody>
        {things.map(({ what, thing }) => (
          <tr key={thing.id}>
            <th scope="row">
              {what} <span className="mono">{thing.id}</span>
              <div className="muted schedule-note">{thing.name}</div>
            </th>
            <td>{dateTimeWords(thing.madeAtMs)}</td>
            <td>{thing.words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SweepPlan({ plan }: { readonly plan: Plan }) {
  const start = useAction("operation:start");
  const begin = () =>
    start.mutate(
      { planId: plan.id, reason: "left by bakes", changeNumber: null, confirmation: null },
      { onSuccess: ({ operationId }) => go(links.operation(operationId)) },
    );
  return (
    <>
      <PlanSummary plan={plan} />
      {start.error && <Problem error={start.error} />}
      <Button variant="primary" loading={start.isPending} onClick={begin}>
        Take them away
      </Button>
    </>
  );
}
