import FormField from "@cloudscape-design/components/form-field";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import type { ChoiceGroup, ImageChoice } from "./image-choices.ts";
import { links } from "../../links.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";

interface ImageFieldProps {
  readonly choices: readonly ImageChoice[];
  readonly chosen: ImageChoice | null;
  readonly onChoose: (imageId: string) => void;
}

const groupWords: Readonly<Record<ChoiceGroup, string>> = {
  recommended: "Newer, verified, of this fleet's recipe",
  earlier: "Older than the live one, verified",
  other: "Verified, of another recipe",
  renewal: "New servers from the same image",
  unfit: "Not fit",
};

export function ImageField({ choices, chosen, onChoose }: ImageFieldProps) {
  const groups = Map.groupBy(choices, ({ group }) => group);
  const options = [...groups].map(([group, members]) => ({
    label: groupWords[group],
    options: members.map(optionOf),
  }));
  const hint =
    chosen === null ? (
      <>
        No newer verified image is known. <a href={links.newBake()}>Bake one</a>, or choose another.
      </>
    ) : (
      chosen.why
    );
  return (
    <FormField label="Image" description={hint}>
      <Select
        selectedOption={chosen === null ? null : optionOf(chosen)}
        options={options}
        filteringType="auto"
        triggerVariant="label"
        placeholder="Choose an image"
        empty="No image is known in this connection"
        onChange={({ detail }) => onChoose(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}

function optionOf({ image, group, why }: ImageChoice): SelectProps.Option {
  return {
    value: image.id,
    label: image.name,
    description: why,
    labelTag: dateTimeWords(image.createdAtMs),
    ...(group === "unfit" ? { tags: ["the plan will say what to do"] } : {}),
  };
}
