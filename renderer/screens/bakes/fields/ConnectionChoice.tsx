import { useTopic } from "../../../client/topic-store.ts";
import { Choice } from "./Choice.tsx";

interface ConnectionChoiceProps {
  readonly value: string;
  readonly onChange: (connectionId: string) => void;
}

/** Where there is a choice. */
export function ConnectionChoice({ value, onChange }: ConnectionChoiceProps) {
  const states = [...useTopic("connections").rows.values()];
  if (states.length < 2) return null;
  return (
    <Choice
      label="Connection"
      placeholder="Choose a connection"
      value={value}
      options={states.map(({ connection }) => ({
        value: connection.id,
        label: connection.name,
        description: connection.region,
      }))}
      onChange={onChange}
    />
  );
}
