/** One connection as a place for an image: its own shares it, another one gets a copy with its key. */
import Checkbox from "@cloudscape-design/components/checkbox";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import type { CopyTarget, KeyChoice } from "./copy-draft.ts";

interface Props {
  readonly target: CopyTarget;
  /** Null: not chosen. */
  readonly choice: KeyChoice | null;
  readonly onChange: (choice: KeyChoice | null) => void;
}

export function TargetRow({ target, choice, onChange }: Props) {
  const { state, isOwn, why } = target;
  const { name, region } = state.connection;
  const does = isOwn ? "Its own: shared, not copied." : "A copy is made.";
  return (
    <div className="copy-target">
      <Checkbox
        checked={choice !== null}
        disabled={why !== null}
        description={why ?? does}
        onChange={({ detail }) => onChange(detail.checked ? { kind: "as-it-is" } : null)}
      >
        {name}, {region}
        {state.accountId === null ? "" : ` of ${state.accountId}`}
      </Checkbox>
      {choice !== null && !isOwn && (
        <KeyField choice={choice} place={`${name}, ${region}`} onChange={onChange} />
      )}
    </div>
  );
}

const ways: readonly { readonly value: KeyChoice["kind"]; readonly label: string }[] = [
  { value: "as-it-is", label: "Encrypted as the image is" },
  { value: "aws", label: "With AWS's default key there" },
  { value: "own", label: "With a key of your own there" },
];

interface KeyProps {
  readonly choice: KeyChoice;
  readonly place: string;
  readonly onChange: (choice: KeyChoice) => void;
}

function KeyField({ choice, place, onChange }: KeyProps) {
  const choose = (value: string | undefined) => {
    const kind = ways.find((way) => way.value === value)?.value ?? "as-it-is";
    onChange(kind === "own" ? { kind, kmsKeyId: "" } : { kind });
  };
  return (
    <div className="copy-key">
      <Select
        expandToViewport
        ariaLabel={`How the copy in ${place} is encrypted`}
        options={[...ways]}
        selectedOption={ways.find(({ value }) => value === choice.kind) ?? null}
        onChange={({ detail }) => choose(detail.selectedOption.value)}
      />
      {choice.kind === "own" && (
        <Input
          ariaLabel={`Key of the copy in ${place}`}
          placeholder="Id, alias or ARN of a key in that region"
          value={choice.kmsKeyId}
          onChange={({ detail }) => onChange({ kind: "own", kmsKeyId: detail.value })}
        />
      )}
    </div>
  );
}
