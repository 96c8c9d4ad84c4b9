/** Where an image may be used beside its own account and region: copies with their keys, and shares; planned, then started. */
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useEffect, useRef, useState } from "react";
import type { CopiesWanted } from "../../../../shared/bake/copy/wanted.ts";
import { listWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { links } from "../../../links.ts";
import { Problem } from "../../Problem.tsx";
import {
  copyRequest,
  copyTargets,
  draftProblem,
  unreachable,
  wantedDraft,
  wrongAccounts,
  type CopyDraft,
  type CopySubject,
  type KeyChoice,
} from "./copy-draft.ts";
import { CopyPlans } from "./CopyPlans.tsx";
import { TargetRow } from "./TargetRow.tsx";
import "./copy.css";

interface Props {
  readonly subject: CopySubject;
  /** What its recipe asks for, chosen to begin with. */
  readonly wanted: CopiesWanted;
  /** Plans what the recipe asks for without being told again. */
  readonly planAtOnce?: boolean;
}

export function CopyForm(props: Props) {
  const { status } = useTopic("connections");
  if (status === "opening") return <p className="muted">Reading…</p>;
  return <Fields {...props} />;
}

function Fields({ subject, wanted, planAtOnce = false }: Props) {
  const targets = copyTargets(subject, [...useTopic("connections").rows.values()]);
  const [draft, setDraft] = useState(() => wantedDraft(wanted, targets));
  const plan = useAction("plan:copy");
  const ask = () => plan.mutate(copyRequest(subject, draft, targets));
  usePlannedOnce(planAtOnce && draft.chosen.size > 0, ask);
  const change = (part: Partial<CopyDraft>) => {
    plan.reset();
    setDraft((now) => ({ ...now, ...part }));
  };
  const choose = (id: string, choice: KeyChoice | null) => {
    const rest = [...draft.chosen].filter(([one]) => one !== id);
    change({ chosen: new Map(choice === null ? rest : [...rest, [id, choice]]) });
  };
  const [missing, wrong] = [unreachable(wanted, targets), wrongAccounts(draft)];
  const problem = draftProblem(draft);
  return (
    <div className="copy-form">
      <fieldset>
        <legend>Where</legend>
        {targets.map((target) => {
          const { id } = target.state.connection;
          return (
            <TargetRow
              key={id}
              target={target}
              choice={draft.chosen.get(id) ?? null}
              onChange={(choice) => choose(id, choice)}
            />
          );
        })}
        {targets.every(({ isOwn }) => isOwn) && (
          <p className="muted">
            A copy goes to another region or account that this console is connected to, and there is
            none. <a href={links.connections()}>Add a connection</a>, or open another{" "}
            <a href={links.practice()}>practice region</a>.
          </p>
        )}
        {missing.length > 0 && (
          <p className="tone-warn">
            The recipe asks for {listWords(missing)}, and no connection here can make a copy there.{" "}
            <a href={links.connections()}>Add one under Connections.</a>
          </p>
        )}
      </fieldset>
      <FormField
        label="Accounts that may start servers from it"
        description="Account ids of 12 digits, apart by spaces; empty: none."
        errorText={wrong.length > 0 ? `${wrong.join(", ")}: not 12 digits.` : null}
      >
        <Input
          value={draft.accounts}
          onChange={({ detail }) => change({ accounts: detail.value })}
        />
      </FormField>
      {plan.error && <Problem error={plan.error} />}
      <div>
        <Button
          loading={plan.isPending}
          disabled={problem !== null}
          {...(problem === null ? {} : { disabledReason: problem })}
          onClick={ask}
        >
          Show the plan
        </Button>
      </div>
      {plan.data && <CopyPlans targets={plan.data.targets} />}
    </div>
  );
}

/** Nothing is changed by a plan, so one click may make it. */
function usePlannedOnce(wanted: boolean, ask: () => void): void {
  const isAsked = useRef(false);
  useEffect(() => {
    if (!wanted || isAsked.current) return;
    isAsked.current = true;
    ask();
  }, [wanted, ask]);
}
