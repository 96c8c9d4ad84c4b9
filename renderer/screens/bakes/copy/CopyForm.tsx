import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { ConnectionState } from "../../../../shared/model/connection.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { listWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { CopyPlan } from "./CopyPlan.tsx";
import { accountsOf, missingRegions, useRecipeOf, wantedConnections } from "./wanted-copies.ts";

export interface CopyProps {
  readonly bake: OperationDetail;
  readonly imageId: string;
}

export function CopyForm({ bake, imageId }: CopyProps) {
  const connections = [...useTopic("connections").rows.values()];
  const recipe = useRecipeOf(bake);
  const missing = missingRegions(recipe, connections);
  const [chosen, setChosen] = useState(() => wantedConnections(recipe, connections, bake));
  const [accounts, setAccounts] = useState(() => recipe?.accounts.join(" ") ?? "");
  const [key, setKey] = useState("");
  const plan = useAction("plan:copy");
  const wrong = accountsOf(accounts).filter((account) => !/^\d{12}$/.test(account));
  const ask = () =>
    plan.mutate({
      sourceConnectionId: bake.connectionId,
      imageId,
      targets: [...chosen].map((connectionId) => ({
        connectionId,
        encryption: key.trim() === "" ? null : { kmsKeyId: key.trim() },
        shareWith: accountsOf(accounts),
      })),
    });
  return (
    <div className="bake-fields">
      <fieldset className="bake-variables">
        <legend>Where</legend>
        {connections.map(({ connection }: ConnectionState) => (
          <Checkbox
            key={connection.id}
            checked={chosen.has(connection.id)}
            description={
              connection.id === bake.connectionId ? "its own: shared, not copied" : "a copy is made"
            }
            onChange={({ detail }) => {
              plan.reset();
              const rest = [...chosen].filter((id) => id !== connection.id);
              setChosen(new Set(detail.checked ? [...rest, connection.id] : rest));
            }}
          >
            {connection.name}, {connection.region}
          </Checkbox>
        ))}
        {missing.length > 0 && (
          <p className="tone-warn">
            The recipe asks for {listWords(missing)}, and there is no connection to it. Add one
            under Connections.
          </p>
        )}
      </fieldset>
      <FormField
        label="Accounts that may start servers from it"
        description="Account ids of 12 digits, apart by spaces; empty: none."
        errorText={wrong.length > 0 ? `${wrong.join(", ")}: not 12 digits.` : null}
      >
        <Input
          value={accounts}
          onChange={({ detail }) => {
            plan.reset();
            setAccounts(detail.value);
          }}
        />
      </FormField>
      <FormField
        label="KMS key of copies"
        description="Id, alias or ARN in the copy's region; empty: as the image is."
      >
        <Input
          value={key}
          onChange={({ detail }) => {
            plan.reset();
            setKey(detail.value);
          }}
        />
      </FormField>
      {plan.error && <Problem error={plan.error} />}
      <div>
        <Button
          loading={plan.isPending}
          disabled={chosen.size === 0 || wrong.length > 0}
          onClick={ask}
        >
          Show the plan
        </Button>
      </div>
      {plan.data?.targets.map(({ connectionId, planned }) =>
        planned.refused ? (
          <RefusalAlert key={connectionId} refusal={planned} />
        ) : (
          <CopyPlan key={connectionId} plan={planned.plan} />
        ),
      )}
    </div>
  );
}
