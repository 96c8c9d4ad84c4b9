/** What the bake made in the account, and what of it is gone again. */
import type { MadeThing } from "../../../../shared/model/bake.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { links } from "../../../links.ts";
import { timeWords } from "../../../ui/clock-time.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { BakeCalls } from "./BakeCalls.tsx";

export function MadePanel({ bake }: { readonly bake: OperationDetail }) {
  const made = bake.bake?.made ?? [];
  const there = made.filter(({ goneAtMs }) => goneAtMs === null).length;
  return (
    <Panel
      title="Made and taken away"
      note={
        made.length === 0 ? undefined : `${String(there)} of ${String(made.length)} still there`
      }
      actions={<a href={links.journal(bake.id)}>All that happened</a>}
    >
      {made.length === 0 ? (
        <p className="muted">Nothing was made yet.</p>
      ) : (
        <ul className="bake-calls">
          {made.map((thing) => (
            <Thing key={thing.id} thing={thing} />
          ))}
        </ul>
      )}
      <BakeCalls operationId={bake.id} />
    </Panel>
  );
}

function Thing({ thing }: { readonly thing: MadeThing }) {
  const { kind, id, madeAtMs, goneAtMs } = thing;
  const isThere = goneAtMs === null;
  return (
    <li>
      <span className={isThere ? "tone-info" : "muted"} aria-hidden="true">
        {isThere ? "●" : "○"}
      </span>
      <span>
        {kind} <span className="mono bake-call-target">{id}</span>
      </span>
      <span className="muted bake-made-times">
        {timeWords(madeAtMs)}
        <br />
        {isThere ? "is there" : `gone ${timeWords(goneAtMs)}`}
      </span>
    </li>
  );
}
