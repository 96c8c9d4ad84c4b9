/** What was done, by whom, why, with every AWS call. Reads only; exports and verifies. */
import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import type { OperationSummary } from "../../../shared/model/operation.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useAction } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { Problem } from "../../components/Problem.tsx";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { go } from "../../ui/hash-path.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { JournalEntry } from "./JournalEntry.tsx";
import { OperationTable } from "./OperationTable.tsx";
import "./journal.css";

export function JournalScreen({ place }: { readonly place: Place }) {
  const { rows, status } = useTopic("operations");
  const chosen = place.query.get("operation");
  const operations = useMemo(
    () => [...rows.values()].sort((a, b) => b.startedAtMs - a.startedAtMs),
    [rows],
  );
  const shown = operations.find((each) => each.id === chosen) ?? operations[0] ?? null;
  return (
    <>
      <PageHeader
        title="Journal"
        note={`${countWords(operations.length, "operation")}, with every call; newest first`}
        actions={<JournalActions />}
      />
      {operations.length === 0 ? (
        <Emptiness title={status === "opening" ? "Reading the journal…" : "Nothing was done yet"}>
          Every bake, replacement and rollback is written down here before it acts.
        </Emptiness>
      ) : (
        <Entries operations={operations} shown={shown} />
      )}
    </>
  );
}

interface EntriesProps {
  readonly operations: readonly OperationSummary[];
  readonly shown: OperationSummary | null;
}

function Entries({ operations, shown }: EntriesProps) {
  return (
    <div className="journal-columns">
      <OperationTable
        operations={operations}
        chosen={shown?.id ?? null}
        onChoose={(id) => go(links.journal(id))}
      />
      {shown !== null && <JournalEntry key={shown.id} operation={shown} />}
    </div>
  );
}

function JournalActions() {
  const verify = useAction("journal:verify");
  const exportAll = useAction("journal:export");
  const [saved, setSaved] = useState(false);
  const save = () =>
    exportAll.mutate(
      { operationId: null },
      {
        onSuccess: ({ json }) => {
          saveFile("bennu-journal.json", "application/json", json);
          setSaved(true);
        },
      },
    );
  const error = verify.error ?? exportAll.error;
  return (
    <>
      {error && <Problem error={error} />}
      {verify.data && <VerifyWords answer={verify.data} />}
      {saved && <span className="tone-good">saved</span>}
      <Button loading={verify.isPending} onClick={() => verify.mutate({})}>
        Verify the chain
      </Button>
      <Button loading={exportAll.isPending} onClick={save}>
        Export all
      </Button>
    </>
  );
}

interface VerifyProps {
  readonly answer: {
    readonly ok: boolean;
    readonly events: number;
    readonly problem: string | null;
  };
}

function VerifyWords({ answer }: VerifyProps) {
  return answer.ok ? (
    <span className="tone-good">✓ {answer.events} entries, none changed</span>
  ) : (
    <span className="tone-bad" role="alert">
      {answer.problem ?? "The chain is broken."}
    </span>
  );
}
