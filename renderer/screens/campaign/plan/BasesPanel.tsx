import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { useMemo } from "react";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { newerBases, oldBases, type CampaignDraft } from "./campaign-draft.ts";

interface BasesPanelProps {
  readonly connection: string;
  readonly draft: CampaignDraft;
  readonly onChange: (draft: CampaignDraft) => void;
}

export function BasesPanel({ connection, draft, onChange }: BasesPanelProps) {
  const rows = useTopic("images").rows;
  const images = useMemo(
    () => [...rows.values()].filter(({ connectionId }) => connectionId === connection),
    [rows, connection],
  );
  const olds = useMemo(() => oldBases(images), [images]);
  const from = images.find(({ id }) => id === draft.from) ?? null;
  const newer = useMemo(() => (from === null ? [] : newerBases(images, from)), [images, from]);
  const to = images.find(({ id }) => id === draft.to) ?? null;
  const choose = (change: Partial<CampaignDraft>) =>
    onChange({ ...draft, stages: null, leftOut: [], alsoBake: [], ...change });
  return (
    <Panel title="1. The bases">
      <div className="campaign-bases">
        <ImageSelect
          label="What has to go"
          images={from === null || olds.includes(from) ? olds : [from, ...olds]}
          chosen={from}
          onChoose={(id) => choose({ from: id, to: null })}
        />
        <ImageSelect
          label="What takes its place"
          images={to === null || newer.includes(to) ? newer : [to, ...newer]}
          chosen={to}
          empty={
            from === null ? "Choose the old one first." : "No newer image of that kind is usable."
          }
          onChoose={(id) => choose({ to: id })}
        />
        <FormField label="Bakes side by side">
          <Input
            type="number"
            value={String(draft.bakesAtOnce)}
            onChange={({ detail }) =>
              onChange({ ...draft, bakesAtOnce: withinBounds(Number(detail.value)) })
            }
          />
        </FormField>
        <FormField label="If a replacement fails">
          <Select
            selectedOption={failures.find(({ value }) => value === draft.onFailure) ?? null}
            options={failures}
            onChange={({ detail }) =>
              onChange({
                ...draft,
                onFailure: detail.selectedOption.value === "roll-back" ? "roll-back" : "hold",
              })
            }
          />
        </FormField>
      </div>
    </Panel>
  );
}

const withinBounds = (count: number) => Math.min(20, Math.max(1, Math.round(count) || 1));

const failures = [
  { value: "hold", label: "stay, and ask" },
  { value: "roll-back", label: "its fleet goes back by itself" },
];

interface ImageSelectProps {
  readonly label: string;
  readonly images: readonly ImageView[];
  readonly chosen: ImageView | null;
  readonly empty?: string;
  readonly onChoose: (id: string) => void;
}

function ImageSelect({ label, images, chosen, empty = "None.", onChoose }: ImageSelectProps) {
  const options = images.map((image) => ({
    value: image.id as string,
    label: image.name,
    description: `${image.kind} · ${image.architecture}${image.revoked ? " · revoked" : ""} · ${image.id}`,
  }));
  return (
    <FormField label={label}>
      <Select
        filteringType="auto"
        filteringAriaLabel={`Find: ${label}`}
        virtualScroll
        empty={empty}
        placeholder="Choose an image"
        options={options}
        selectedOption={options.find(({ value }) => value === chosen?.id) ?? null}
        onChange={({ detail }) => onChoose(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}
