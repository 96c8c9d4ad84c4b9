import type { ReactNode } from "react";
import type { RecipeSummary, RecipeVariable } from "../../../../shared/model/recipe.ts";
import { baseWords } from "../../../../shared/recipe/recipe.ts";
import { countWords, listWords } from "../../../../shared/words/counts.ts";
import { GitPill } from "./RecipeTable.tsx";

/** What a recipe says, in short; empty for what it leaves out. */
export function RecipeFacts({ recipe }: { readonly recipe: RecipeSummary }) {
  const { base, steps, git, takes } = recipe;
  const goesTo = [...recipe.regions, ...recipe.accounts.map((account) => `account ${account}`)];
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      "Makes",
      `${recipe.kind === "golden" ? "a golden image" : "a server image"}, ${recipe.name} ${recipe.version}`,
    ],
    ["Base", base === null ? null : baseWords(base)],
    ["Steps", steps.join(" → ")],
    ["Architectures", recipe.architectures.join(", ")],
    ["Goes to", goesTo.length === 0 ? null : listWords(goesTo, 12)],
    [
      "Variables",
      recipe.variables.length === 0 ? null : recipe.variables.map(variableWords).join(", "),
    ],
    [
      "Secrets",
      recipe.secrets.length === 0 ? null : `${recipe.secrets.join(", ")}: fetched by the builder`,
    ],
    [
      "Takes",
      takes.files === 0
        ? null
        : `${countWords(takes.files, "file")} beside it, ${sizeWords(takes.bytes)}`,
    ],
    ["Commit", <GitCell key="git" git={git} />],
  ];
  return (
    <dl className="recipe-facts">
      {facts
        .filter(([, value]) => value !== null && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function GitCell({ git }: Pick<RecipeSummary, "git">) {
  return (
    <>
      <GitPill git={git} /> <span className="muted">{git.words}</span>
    </>
  );
}

const variableWords = ({ name, text, parameter }: RecipeVariable) =>
  text === null ? `${name} from ${parameter ?? ""}` : `${name} = ${text === "" ? "(empty)" : text}`;

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return countWords(bytes, "byte");
  const kib = bytes / 1024;
  return kib < 1024 ? `${kib.toFixed(1)} KiB` : `${(kib / 1024).toFixed(1)} MiB`;
}
