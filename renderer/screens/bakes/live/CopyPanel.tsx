/** Where a verified image may be used beside its own account and region: copies with their keys, and shares. */
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { ConnectionState } from "../../../../shared/model/connection.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import type { RecipeSummary } from "../../../../shared/model/recipe.ts";
import { listWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { PlanSummary } from "../../../components/plans/PlanSummary.tsx";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";
import { Panel } from "../../../ui/Panel.tsx";

interface Props {
  readonly bake: OperationDetail;
  readonly imageId: string;
}

export function CopyPanel(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel
      title="Other regions and accounts"
      actions={
        <Button onClick={() => setOpen(!isOpen)} ariaExpanded={isOpen}>
          {isOpen ? "Close" : "Copy or share it…"}
        </Button>
      }
    >
      {isOpen ? (
        <CopyForm {...props} />
      ) : (
        <p className="muted">The image is in the account and the region that it was baked in.</p>
      )}
    </Panel>
  );
}

/** As the recipe is now: it says where its images are to go. Null: it isn't there any more. */
function useRecipeOf({ plan }: OperationDetail): RecipeSummary | null {
  const { rows } = useTopic("recipes");
  return plan.intent.kind === "bake" ? (rows.get(plan.intent.recipeFile) ?? null) : null;
}

/** What the recipe asks for: copies in its regions, shares from the image itself. */
function wantedConnections(
  recipe: RecipeSummary | null,
  connections: readonly ConnectionState[],
  bake: OperationDetail,
): ReadonlySet<string> {
  const ofRegions = connections.filter(({ connection }) =>
    recipe?.regions.includes(connection.region),
  );
  const shared = recipe !== null && recipe.accounts.length > 0 ? [bake.connectionId] : [];
  return new Set<string>([...ofRegions.map(({ connection }) => connection.id), ...shared]);
}

function missingRegions(
  recipe: RecipeSummary | null,
  connections: readonly ConnectionState[],
): readonly string[] {
  const there = connections.map(({ connection }) => connection.region);
  return (recipe?.regions ?? []).filter((region) => !there.includes(region));
}

const accountsOf = (text: string) => text.split(/[\s,]+/).filter((word) => word !== "");

function CopyForm({ bake, imageId }: Props) {
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

function CopyPlan({ plan }: { readonly plan: Plan }) {
  const start = useAction("operation:start");
  const begin = () =>
    start.mutate(
      { planId: plan.id, reason: "", changeNumber: null, confirmation: null },
      { onSuccess: ({ operationId }) => go(links.operation(operationId)) },
    );
  return (
    <div className="bake-copy-plan">
      <h3>{plan.title}</h3>
      <PlanSummary plan={plan} />
      {start.error && <Problem error={start.error} />}
      <Button variant="primary" loading={start.isPending} onClick={begin}>
        Start it
      </Button>
    </div>
  );
}
