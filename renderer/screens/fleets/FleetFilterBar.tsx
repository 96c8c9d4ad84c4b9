import PropertyFilter from "@cloudscape-design/components/property-filter";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import Select from "@cloudscape-design/components/select";
import { useMemo } from "react";
import { Swatch, type SwatchKind } from "../../ui/Swatch.tsx";
import { filteringOptions, filteringProperties, type FleetQuery } from "./fleet-filter.ts";
import type { FleetRow } from "./fleet-rows.ts";

export type Grouping = "none" | "environment" | "connection";
export type FleetsLook = "table" | "map";

interface FleetFilterBarProps {
  readonly rows: readonly FleetRow[];
  readonly query: FleetQuery;
  readonly onQuery: (query: FleetQuery) => void;
  readonly grouping: Grouping;
  readonly onGrouping: (grouping: Grouping) => void;
  readonly look: FleetsLook;
  readonly onLook: (look: FleetsLook) => void;
}

const groupingOptions = [
  { value: "none", label: "No groups" },
  { value: "environment", label: "Group by environment" },
  { value: "connection", label: "Group by connection" },
];

export function FleetFilterBar(props: FleetFilterBarProps) {
  const options = useMemo(() => filteringOptions(props.rows), [props.rows]);
  const chosen = groupingOptions.find(({ value }) => value === props.grouping) ?? null;
  return (
    <div className="fleets-filter">
      <div className="fleets-filter-field">
        <PropertyFilter
          query={props.query}
          filteringProperties={filteringProperties}
          filteringOptions={options}
          filteringPlaceholder="Filter fleets by name, environment, image…"
          filteringAriaLabel="Filter fleets"
          enableTokenGroups={false}
          hideOperations
          onChange={({ detail }) => props.onQuery(detail)}
        />
      </div>
      <div className="fleets-filter-group">
        <Select
          selectedOption={chosen}
          options={groupingOptions}
          ariaLabel="Group the fleets"
          onChange={({ detail }) => props.onGrouping(groupingOf(detail.selectedOption.value))}
        />
      </div>
      <SegmentedControl
        selectedId={props.look}
        label="How the fleets are shown"
        options={[
          { id: "table", text: "Table" },
          { id: "map", text: "Servers" },
        ]}
        onChange={({ detail }) => props.onLook(detail.selectedId === "map" ? "map" : "table")}
      />
      <Legend />
    </div>
  );
}

function groupingOf(value: string | undefined): Grouping {
  return value === "environment" || value === "connection" ? value : "none";
}

const meanings: readonly (readonly [SwatchKind, string])[] = [
  ["rising", "rising"],
  ["live", "live"],
  ["warm", "warm, ready to roll back"],
  ["bad", "snowflake"],
];

function Legend() {
  return (
    <div className="legend">
      {meanings.map(([kind, words]) => (
        <span key={kind}>
          <Swatch kind={kind} />
          {words}
        </span>
      ))}
    </div>
  );
}
