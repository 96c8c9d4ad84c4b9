import type { CampaignOutline } from "../../../../shared/model/campaign.ts";
import type { FleetView } from "../../../../shared/model/fleet.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { links } from "../../../links.ts";
import { Panel } from "../../../ui/Panel.tsx";
import type { PartRow } from "../campaign-rows.ts";
import { PartCells, PartHeads } from "./PartCells.tsx";

interface FleetTablesProps {
  readonly operation: OperationDetail;
  readonly outline: CampaignOutline;
  readonly rows: readonly PartRow[];
}

/** The fleets, stage by stage, with the base that each stands on now. */
export function FleetTables({ operation, outline, rows }: FleetTablesProps) {
  const fleets = useTopic("fleets").rows;
  if (outline.fleets.length === 0) return null;
  return (
    <Panel title="Fleets" note="one after the other, stage by stage">
      {outline.stages.map((stage, at) => {
        const own = outline.fleets.filter((fleet) => fleet.stage === at);
        return (
          <section key={stage.name} aria-label={`Stage ${String(at + 1)}: ${stage.name}`}>
            <h3>
              {at + 1}. {stage.name}{" "}
              <span className="muted">
                {countWords(own.length, "fleet")}
                {stage.asks ? askedWords(operation, stage.name) : ""}
              </span>
            </h3>
            <table className="campaign-table">
              <thead>
                <tr>
                  <th scope="col">Fleet</th>
                  <th scope="col">Stands on</th>
                  <PartHeads />
                </tr>
              </thead>
              <tbody>
                {own.map((fleet) => {
                  const row = rows.find(({ child }) => child.key === fleet.key);
                  return (
                    <tr key={fleet.key}>
                      <th scope="row">
                        <a href={links.fleet(fleet.fleetId)}>{fleet.name}</a>
                      </th>
                      <td className="campaign-base">{baseOf(fleets.get(fleet.fleetId))}</td>
                      {row === undefined ? <td colSpan={3} /> : <PartCells row={row} />}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
        );
      })}
    </Panel>
  );
}

function askedWords({ plan, steps }: OperationDetail, name: string): string {
  const step = plan.steps.find(({ phase, work }) => phase === name && work.kind === "gate");
  const state = steps.find(({ stepId }) => stepId === step?.id);
  return state?.status === "done" ? ` · ${state.note}` : " · waits for somebody's word first";
}

/** By what is live now, as last read. */
export function baseOf(fleet: FleetView | undefined): string {
  const live = fleet?.generations.find(({ id }) => id === fleet.liveId);
  if (live === undefined) return "not known";
  return `${live.baseName ?? live.imageName ?? "not known"} · ${live.label}`;
}
