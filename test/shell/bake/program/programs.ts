/** Recipes as programs, and what a run of one has said. */
import { createHash } from "node:crypto";
import { readConsole } from "../../../../shared/bake/console.ts";
import type { Session } from "../../../../shared/bake/frames.ts";
import { userData } from "../../../../shared/bake/user-data.ts";
import { parseRecipe } from "../../../../shared/recipe/parse.ts";
import type { RepositoryFile } from "../../../../shared/recipe/recipe-step.ts";
import type { RepositoryEntry } from "../../../../shared/recipe/repository.ts";
import { gunzip } from "../../../core/bake/zlib-packer.ts";
import type { SandboxRun } from "../sandbox.ts";

const head = `name: shop
version: "1.0.0"
base: { recipe: hardened }
`;

/** `steps`: what stands below `steps:`, and whatever follows it; a test is added. */
export const recipeText = (steps: string, before = "") =>
  `${head}${before}steps:\n${steps}\ntests:\n  - { file: /etc/passwd }\n`;

export type Files = Readonly<Record<string, string | Buffer>>;

/** `folders`: by the path that the recipe names, the files below it. */
export function scriptOf(text: string, folders: Readonly<Record<string, Files>> = {}): string {
  const entries = new Map(Object.entries(folders).map(([path, files]) => [path, entryOf(files)]));
  const { recipe, problems } = parseRecipe(text, "shop.yaml", { entries });
  if (!recipe) throw new Error(JSON.stringify(problems));
  return userData(recipe, { role: "builder", recipeText: text, timeoutMs: 45 * 60_000 });
}

/** One file without a name is the file itself. */
function entryOf(files: Files): RepositoryEntry {
  const own = files[""];
  if (own !== undefined) return { kind: "file", file: fileOf("own", own) };
  return { kind: "folder", files: Object.entries(files).map(([path, text]) => fileOf(path, text)) };
}

function fileOf(path: string, content: string | Buffer): RepositoryFile {
  const bytes = Buffer.from(content);
  return {
    path,
    base64: bytes.toString("base64"),
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    isExecutable: false,
  };
}

export const reading = ({ console }: SandboxRun, session: Session = "b") =>
  readConsole(console, session, gunzip);

export const linesOf = (run: SandboxRun) => reading(run).log.map((line) => line.text);
