/** Files of a recipe's repository as words of a call: plain text where they are that, base64 where not. */
import { decodeBase64, encodeBase64 } from "../base64.ts";
import type { RepositoryFile, RepositoryTree } from "../../recipe/recipe-step.ts";
import { call, contentWords } from "./call.ts";

export function fileWords(file: RepositoryFile): string {
  const text = decodeBase64(file.base64);
  const isText = text !== null && encodeBase64(text) === file.base64;
  return isText ? contentWords(text) : `base64 ${file.base64}`;
}

export function putCalls(tree: RepositoryTree | null): readonly string[] {
  return (tree?.files ?? []).map((file) =>
    [call("bennu_put", file.path), fileWords(file), ...(file.isExecutable ? ["0755"] : [])].join(
      " ",
    ),
  );
}

export const putText = (path: string, text: string) =>
  `${call("bennu_put", path)} ${contentWords(text)}`;
