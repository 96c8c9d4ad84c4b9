import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { liveGeneration } from "../../components/generations/readiness.ts";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";
import { Panel } from "../../ui/Panel.tsx";

export function ChooseFleet({ fleets }: { readonly fleets: readonly FleetView[] }) {
  const options = fleets
    .toSorted((left, right) => left.name.localeCompare(right.name))
    .map((fleet) => ({
      value: fleet.id,
      label: fleet.name,
      description: `${liveGeneration(fleet)?.label ?? "no live generation"} · ${String(fleet.inService)} in service`,
    }));
  return (
    <Panel>
      <FormField label="Fleet">
        <Select
          selectedOption={null}
          options={options}
          filteringType="auto"
          placeholder="Choose a fleet"
          empty="No fleet is known"
          onChange={({ detail }) => go(links.replace(detail.selectedOption.value ?? ""))}
        />
      </FormField>
    </Panel>
  );
}
