import type { Strategy } from "../../../../shared/model/intent.ts";
import { batchServers } from "../replace-settings.ts";
import { CheckField, SizeField, TextField, type FieldsProps } from "./fields.tsx";

interface BatchFieldsProps extends FieldsProps {
  readonly strategy: Extract<Strategy, "grow-shrink" | "root-volume">;
}

export function BatchFields({ strategy, ...props }: BatchFieldsProps) {
  const { settings, desired } = props;
  const batch = batchServers(settings, desired);
  const grows = strategy === "grow-shrink";
  return (
    <>
      <SizeField
        {...props}
        name="batch"
        unit="batchUnit"
        label="Batch"
        description={
          grows
            ? "New servers at a time, beyond the fleet's size."
            : "Servers at a time that are out of service while they get their new root."
        }
        constraint={batchWords(batch, desired, grows)}
      />
      <TextField
        {...props}
        name="batchSoakMinutes"
        label="Batch soak, minutes"
        description="How long each batch is watched before the next."
      />
      {grows ? null : (
        <CheckField
          {...props}
          name="keepReplaced"
          label="Keep the replaced root volumes"
          description="For looking into them; each costs until it is deleted."
        />
      )}
      <TextField
        {...props}
        name="soakMinutes"
        label="Soak, minutes"
        description="How long the whole fleet is watched when all its servers are new."
      />
    </>
  );
}

function batchWords(batch: number | null, desired: number, grows: boolean): string {
  if (batch === null || batch === 0 || batch > desired) return "";
  const rounds = Math.ceil(desired / batch);
  const most = grows
    ? `the group wants ${String(desired + batch)} at the most`
    : `${String(desired - batch)} in service at the least`;
  return `${String(rounds)} ${rounds === 1 ? "round" : "rounds"} of ${String(batch)}, ${most}`;
}
