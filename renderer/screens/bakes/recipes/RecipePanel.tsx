/** One recipe: what it says of itself, its mistakes, its text with the lines that they are in. Follows every save. */
import Button from "@cloudscape-design/components/button";
import { useRef } from "react";
import type { RecipeProblem, RecipeSummary } from "../../../../shared/model/recipe.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { links } from "../../../links.ts";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { go } from "../../../ui/hash-path.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { RecipeFacts } from "./RecipeFacts.tsx";
import "./recipes.css";

interface Props {
  readonly recipe: RecipeSummary | null;
  /** A file that was asked for and isn't there. */
  readonly gone?: string | null;
  readonly canBake?: boolean;
}

export function RecipePanel({ recipe, gone = null, canBake = false }: Props) {
  const text = useRef<HTMLPreElement>(null);
  if (recipe === null) {
    return (
      <Panel title="Recipe">
        {gone === null ? (
          <Emptiness title="Choose a recipe">
            Its text is shown here, with its mistakes if it has any.
          </Emptiness>
        ) : (
          <Emptiness title={`${gone} isn't there any more`}>
            It was renamed, moved or deleted. It is shown again when it is back.
          </Emptiness>
        )}
      </Panel>
    );
  }
  const show = (line: number) => {
    const place = text.current?.children[line - 1];
    place?.scrollIntoView({ block: "center" });
    text.current?.focus({ preventScroll: true });
  };
  return (
    <Panel
      title={recipe.file}
      note={noteOf(recipe)}
      actions={
        canBake && (
          <Button
            disabled={recipe.problems.length > 0}
            disabledReason="It has mistakes: mend them first."
            onClick={() => go(links.newBake({ recipe: recipe.file }))}
          >
            Bake it…
          </Button>
        )
      }
    >
      {recipe.problems.length > 0 && <Problems recipe={recipe} onShow={show} />}
      {recipe.problems.length === 0 && <RecipeFacts recipe={recipe} />}
      <pre ref={text} className="recipe-text" tabIndex={0} aria-label={`Text of ${recipe.file}`}>
        {numbered(recipe)}
      </pre>
    </Panel>
  );
}

/** Of a recipe that can't be read nothing is known but its mistakes. */
function noteOf({ provisioner, tests, problems }: RecipeSummary): string {
  if (problems.length > 0) return countWords(problems.length, "mistake");
  return [provisioner, countWords(tests, "test")].filter((part) => part !== "").join(" · ");
}

interface ProblemsProps {
  readonly recipe: RecipeSummary;
  readonly onShow: (line: number) => void;
}

function Problems({ recipe, onShow }: ProblemsProps) {
  return (
    <div role="alert">
      <strong className="tone-bad">It can&apos;t be baked until these are mended:</strong>
      <ul className="recipe-problems">
        {recipe.problems.map((problem, at) => (
          <li key={`${recipe.file} ${String(at)}`}>
            <button type="button" className="text-button mono" onClick={() => onShow(problem.line)}>
              {recipe.file}:{problem.line}:{problem.column}
            </button>{" "}
            {problem.message} <span className="muted">Expected: {problem.expected}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function numbered(recipe: RecipeSummary) {
  const wrong = new Map<number, RecipeProblem>();
  for (const problem of recipe.problems)
    if (!wrong.has(problem.line)) wrong.set(problem.line, problem);
  return recipe.text.split("\n").map((line, at) => {
    const problem = wrong.get(at + 1);
    return (
      <span
        key={`line-${String(at)}`}
        className={problem ? "recipe-line recipe-line-wrong" : "recipe-line"}
      >
        {problem ? marked(line, problem) : line}
        {"\n"}
      </span>
    );
  });
}

/** The word that the mistake begins at. */
function marked(line: string, { column, message, expected }: RecipeProblem) {
  const before = line.slice(0, column - 1);
  const word = /^[^\s,:}\]]*/.exec(line.slice(column - 1))?.[0] ?? "";
  if (word === "") return line;
  return (
    <>
      {before}
      <mark title={`${message} Expected: ${expected}`}>{word}</mark>
      {line.slice(column - 1 + word.length)}
    </>
  );
}
