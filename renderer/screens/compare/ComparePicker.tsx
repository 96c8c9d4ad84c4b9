/** Which two images? Shown where the address names less than two. */
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { imageKey } from "../../../shared/contract/topics.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { useTopic } from "../../client/topic-store.ts";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";

const keyOf = (image: ImageView) => imageKey(image.connectionId, image.id);

interface Props {
  readonly connection: string | null;
  readonly left: string | null;
}

export function ComparePicker({ connection, left }: Props) {
  const images = [...useTopic("images").rows.values()]
    .filter((image) => connection === null || image.connectionId === connection)
    .sort((a, b) => b.createdAtMs - a.createdAtMs);
  const [leftKey, setLeftKey] = useState<string | null>(
    connection === null || left === null ? null : imageKey(connection, left),
  );
  const [rightKey, setRightKey] = useState<string | null>(null);
  const chosen = images.find((image) => keyOf(image) === leftKey);
  const others = images.filter(
    (image) => chosen === undefined || image.connectionId === chosen.connectionId,
  );
  const other = others.find((image) => keyOf(image) === rightKey);
  const compare = () => {
    if (chosen && other) go(links.compareImages(chosen.connectionId, chosen.id, other.id));
  };
  return (
    <>
      <PageHeader title="Compare" note="two images; for two generations, start from their fleet" />
      <Panel>
        <div className="compare-sides">
          <ImageField label="From" images={images} value={leftKey} onChange={setLeftKey} />
          <ImageField label="To" images={others} value={rightKey} onChange={setRightKey} />
        </div>
        <p>
          <Button
            variant="primary"
            disabled={!chosen || !other || other === chosen}
            onClick={compare}
          >
            Compare
          </Button>
        </p>
      </Panel>
    </>
  );
}

interface FieldProps {
  readonly label: string;
  readonly images: readonly ImageView[];
  readonly value: string | null;
  readonly onChange: (key: string) => void;
}

function ImageField({ label, images, value, onChange }: FieldProps) {
  const options = images.map((image) => ({
    value: keyOf(image),
    label: image.name,
    description: image.id,
    labelTag: image.state,
  }));
  return (
    <FormField label={label}>
      <Select
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        placeholder="Choose an image"
        filteringType="auto"
        empty="No image is known on this connection."
        onChange={({ detail }) => {
          if (detail.selectedOption.value !== undefined) onChange(detail.selectedOption.value);
        }}
      />
    </FormField>
  );
}
