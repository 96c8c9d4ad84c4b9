/** On what it is baked: a builder for each architecture, where it runs, what it may do. */
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import type { BakeSettings } from "../../../../shared/model/bake.ts";
import type { Architecture } from "../../../../shared/recipe/recipe.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { Choice } from "../fields/Choice.tsx";
import { TypeChoice, type AskedChoices } from "../fields/TypeChoice.tsx";
import type { BakeDraft } from "./bake-draft.ts";

interface Props {
  readonly draft: BakeDraft;
  readonly architectures: readonly Architecture[];
  readonly choices: AskedChoices;
  readonly settings: BakeSettings | null;
  readonly needsProfile: boolean;
  readonly change: (part: Partial<BakeDraft>) => void;
}

export function BuilderFields(props: Props) {
  const { draft, architectures, choices, change } = props;
  const subnets = choices.data?.subnets ?? [];
  return (
    <Panel
      title="Builder"
      note={architectures.length > 1 ? "one for each architecture" : undefined}
    >
      <div className="bake-fields">
        {architectures.map((architecture) => (
          <TypeChoice
            key={architecture}
            label={
              architectures.length > 1
                ? `Builder's instance type, ${architecture}`
                : "Builder's instance type"
            }
            architecture={architecture}
            choices={choices}
            value={draft.instanceTypes[architecture] ?? null}
            onChange={(type) =>
              change({ instanceTypes: { ...draft.instanceTypes, [architecture]: type } })
            }
          />
        ))}
        <Choice
          label="Builder's subnet"
          placeholder={choices.isPending ? "Asking the cloud…" : "Choose a subnet"}
          value={draft.subnetId}
          options={subnets.map((subnet) => ({
            value: subnet.id,
            label: `${subnet.zone} · ${subnet.name ?? subnet.id}`,
            description: subnet.id,
          }))}
          onChange={(subnetId) => change({ subnetId })}
        />
        <More {...props} />
      </div>
    </Panel>
  );
}

function More({ draft, settings, needsProfile, change }: Props) {
  const bucket = settings?.bucket ?? "none";
  const profile = settings?.instanceProfile ?? "none";
  return (
    <ExpandableSection
      headerText="Permissions, bucket, console"
      variant="footer"
      defaultExpanded={needsProfile}
    >
      <div className="bake-fields">
        <FormField
          label="Instance profile"
          description={`What the builder may do in AWS, e.g. read the recipe's secrets. In the settings: ${profile}.`}
        >
          <Input
            value={draft.instanceProfile ?? ""}
            placeholder="as in the settings"
            onChange={({ detail: { value } }) =>
              change({ instanceProfile: value.trim() === "" ? null : value.trim() })
            }
          />
        </FormField>
        <FormField
          label="Bucket"
          description={`A program that is over EC2's 16 KB even when compressed travels through it. In the settings: ${bucket}.`}
        >
          <Input
            value={draft.bucket ?? ""}
            placeholder="as in the settings"
            onChange={({ detail: { value } }) =>
              change({ bucket: value.trim() === "" ? null : value.trim() })
            }
          />
        </FormField>
        <Choice
          label="Progress and results come by"
          placeholder=""
          value={draft.via ?? settings?.via ?? "console"}
          options={[
            {
              value: "console",
              label: "the serial console",
              description: "No agent, no inbound port. 64 KB at most.",
            },
            {
              value: "ssm",
              label: "SSM",
              description: "Where its agent runs in the base and the profile allows it.",
            },
          ]}
          onChange={(value) => change({ via: value === "ssm" ? "ssm" : "console" })}
        />
      </div>
    </ExpandableSection>
  );
}
