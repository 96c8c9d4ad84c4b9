/** The names of variables and secrets: they share the steps' environment with each other and with the system. */
import type { RecipeProblem } from "../../model/recipe.ts";
import type { YamlText } from "../read/places.ts";
import { problemAt } from "../read/problems.ts";
import type { RecipeFile } from "../schema.ts";

const taken =
  /^(PATH|HOME|IFS|ENV|SHELL|PWD|OLDPWD|USER|LOGNAME|TMPDIR|LANG|LC_.*|LD_.*|PS\d|BENNU.*)$/;

export function nameProblems(file: RecipeFile, yaml: YamlText): readonly RecipeProblem[] {
  const variables = Object.keys(file.variables ?? {});
  const secrets = Object.keys(file.secrets ?? {});
  const problem = (group: string, name: string, message: string) =>
    problemAt(yaml.placeOfKey([group, name]), [group, name], message, "another name");
  return [
    ...[
      ...variables.map((name) => ["variables", name]),
      ...secrets.map((name) => ["secrets", name]),
    ]
      .filter(([, name = ""]) => taken.test(name))
      .map(([group = "", name = ""]) =>
        problem(group, name, `${name} belongs to the system: its programs would go astray.`),
      ),
    ...secrets
      .filter((name) => variables.includes(name))
      .map((name) => problem("secrets", name, `${name} is a variable, too.`)),
  ];
}
