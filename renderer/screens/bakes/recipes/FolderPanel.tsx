/** Which folder the recipes come from, whether it is followed, its git branch; choosing another; help for editors. */
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { RecipeFolderView } from "../../../../shared/model/recipe.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { saveFile } from "../../../ui/save-file.ts";
import { FolderDialog } from "./FolderDialog.tsx";

export function FolderPanel({ folder }: { readonly folder: RecipeFolderView }) {
  const [isChoosing, setChoosing] = useState(false);
  return (
    <Panel
      title="Folder"
      note={<span className="mono folder-path">{folder.path}</span>}
      actions={
        <>
          <SchemaButton />
          <Button onClick={() => setChoosing(true)}>Open another folder…</Button>
        </>
      }
    >
      {folder.problem !== null && (
        <p className="tone-bad" role="alert">
          {folder.problem} Look whether it was renamed or moved, or open another folder: it is
          looked for every few seconds.
        </p>
      )}
      <ul className="folder-facts">
        {factsOf(folder).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {isChoosing && <FolderDialog folder={folder} onClose={() => setChoosing(false)} />}
    </Panel>
  );
}

function factsOf({ origin, git, followed, otherYaml, notes, status }: RecipeFolderView) {
  if (status === "unreadable") return [];
  const whose = {
    own: "The console's own folder, with the practice cloud's recipes",
    chosen: "Chosen by you",
    given: "Given when the console was started",
  }[origin];
  const commit = git?.commit?.slice(0, 10) ?? "no commit yet";
  return [
    whose,
    git === null
      ? "No git repository, as far as git says"
      : `git ${git.branch ?? "(no branch)"} at ${commit}`,
    followed === "events"
      ? "A save is seen at once"
      : "Looked at every few seconds: the system tells of no changes",
    ...(otherYaml > 0 ? [`${countWords(otherYaml, "other YAML file")} beside the recipes`] : []),
    ...notes,
  ];
}

/** Saved beside the recipes, it makes an editor complete keys and mark mistakes. */
function SchemaButton() {
  const schema = useAction("recipe:schema");
  const [hint, setHint] = useState<string | null>(null);
  const save = () =>
    schema.mutate(
      {},
      {
        onSuccess: ({ fileName, text, hint: line }) => {
          saveFile(fileName, "application/schema+json", text);
          setHint(line);
        },
      },
    );
  return (
    <>
      {hint !== null && (
        <span className="schema-hint" role="status">
          Put it beside the recipe, whose first line is then <code>{hint}</code>
        </span>
      )}
      {schema.error && <span className="tone-bad">{schema.error.message}</span>}
      <Button loading={schema.isPending} onClick={save}>
        Save the schema for editors
      </Button>
    </>
  );
}
