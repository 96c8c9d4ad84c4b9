import FormField from "@cloudscape-design/components/form-field";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import Select from "@cloudscape-design/components/select";
import { useMemo, useState } from "react";
import type { CompareSubject } from "../../../../shared/compare/comparison.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { subjectOf, subjectText } from "../../../compare-address.ts";
import {
  generationOptions,
  imageOptions,
  serverOptions,
  subjectKinds,
  type SubjectKind,
  type SubjectOption,
} from "./subject-options.ts";

interface Props {
  readonly label: string;
  readonly subject: CompareSubject | null;
  readonly connection: string | null;
  readonly onChange: (subject: CompareSubject | null) => void;
}

const kindWords = { image: "Image", generation: "Generation", server: "Server" } as const;

export function SubjectField({ label, subject, connection, onChange }: Props) {
  const [kind, setKind] = useState<SubjectKind>(subject?.kind ?? "image");
  const Choice = { image: ImageChoice, generation: GenerationChoice, server: ServerChoice }[kind];
  return (
    <div className="subject-field">
      <FormField label={label}>
        <Choice
          connection={connection}
          value={subject === null ? null : subjectText(subject)}
          onChange={(value) => onChange(subjectOf(value))}
        />
      </FormField>
      <SegmentedControl
        label={`${label}: what`}
        selectedId={kind}
        options={subjectKinds.map((id) => ({ id, text: kindWords[id] }))}
        onChange={({ detail }) => {
          setKind(subjectKinds.find((id) => id === detail.selectedId) ?? "image");
          onChange(null);
        }}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly connection: string | null;
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

function ImageChoice({ connection, ...rest }: ChoiceProps) {
  const { rows, status } = useTopic("images");
  const connections = useTopic("connections").rows.size;
  const options = useMemo(
    () => imageOptions(rows.values(), connection, connections > 1),
    [rows, connection, connections],
  );
  return <OptionList {...rest} what="an image" options={options} loading={status === "opening"} />;
}

function GenerationChoice(props: ChoiceProps) {
  const { rows, status } = useTopic("fleets");
  const options = useMemo(() => generationOptions(rows.values()), [rows]);
  return (
    <OptionList {...props} what="a generation" options={options} loading={status === "opening"} />
  );
}

function ServerChoice(props: ChoiceProps) {
  const fleets = useTopic("fleets").rows;
  const { rows, status } = useTopic("servers", "*");
  const options = useMemo(() => serverOptions(rows.values(), fleets), [rows, fleets]);
  return <OptionList {...props} what="a server" options={options} loading={status === "opening"} />;
}

interface ListProps {
  readonly what: string;
  readonly options: readonly SubjectOption[];
  readonly loading: boolean;
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

function OptionList({ what, options, loading, value, onChange }: ListProps) {
  return (
    <Select
      options={options}
      selectedOption={options.find((option) => option.value === value) ?? null}
      placeholder={`Choose ${what}`}
      filteringType="auto"
      virtualScroll
      statusType={loading ? "loading" : "finished"}
      loadingText="Reading…"
      empty={`No such thing is known: choose another kind than ${what}, or wait until it is read.`}
      onChange={({ detail }) => {
        if (detail.selectedOption.value !== undefined) onChange(detail.selectedOption.value);
      }}
    />
  );
}
