import type { RecipeSummary } from "../../../shared/model/recipe.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { Panel } from "../../ui/Panel.tsx";

export function RecipePanel({ recipe }: { readonly recipe: RecipeSummary | null }) {
  if (recipe === null) {
    return (
      <Panel title="Recipe">
        <Emptiness title="Choose a recipe">
          Its text is shown here, with its mistakes if it has any.
        </Emptiness>
      </Panel>
    );
  }
  return (
    <Panel title={recipe.file} note={noteOf(recipe)}>
      {recipe.problems.length > 0 && <Problems recipe={recipe} />}
      <pre className="recipe-text" tabIndex={0} aria-label={`Text of ${recipe.file}`}>
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

function Problems({ recipe }: { readonly recipe: RecipeSummary }) {
  return (
    <div role="alert">
      <strong className="tone-bad">It can&apos;t be baked until these are mended:</strong>
      <ul className="recipe-problems">
        {recipe.problems.map((problem, at) => (
          <li key={`${recipe.file} ${String(at)}`}>
            <span className="mono">
              {recipe.file}:{problem.line}:{problem.column}
            </span>{" "}
            {problem.message} <span className="muted">Expected: {problem.expected}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function numbered(recipe: RecipeSummary) {
  const wrong = new Set(recipe.problems.map((problem) => problem.line));
  return recipe.text.split("\n").map((line, at) => (
    <span
      key={`line-${String(at)}`}
      className={wrong.has(at + 1) ? "recipe-line recipe-line-wrong" : "recipe-line"}
    >
      {line}
      {"\n"}
    </span>
  ));
}
