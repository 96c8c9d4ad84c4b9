import type { FleetView } from "../../../shared/model/fleet.ts";
import { Panel } from "../../ui/Panel.tsx";

/** Settings, traffic and tags, as AWS words them. */
export function FleetFacts({ fleet }: { readonly fleet: FleetView }) {
  const traffic = fleet.targetGroups.map(({ name }) => name).join(", ");
  const rows = [
    {
      name: "Traffic",
      value: traffic === "" ? "no target group: the group's own health check counts" : traffic,
    },
    ...fleet.settings,
    ...fleet.tags.map((tag) => ({ name: `Tag ${tag.key}`, value: tag.value })),
  ];
  return (
    <Panel title="Settings and traffic">
      <dl className="fleet-facts">
        {rows.map((row) => (
          <div key={row.name}>
            <dt>{row.name}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
