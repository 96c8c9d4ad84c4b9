/** Reads the program out of a builder's user data: which session it is, and its calls. The functions before it are skipped. */
import { decodeBase64 } from "../../../../shared/bake/base64.ts";
import type { Session } from "../../../../shared/bake/frames.ts";
import { programStart } from "../../../../shared/bake/prelude.ts";
import { splitCommands } from "../../../../shared/bake/shell-words.ts";

/** A text that was given as it is, or in base64. */
export const contentOf = (kind = "text", text = "") =>
  kind === "base64" ? (decodeBase64(text) ?? "") : text;

export interface ProgramCall {
  readonly name: string;
  readonly words: readonly string[];
}
export interface Program {
  readonly session: Session;
  readonly calls: readonly ProgramCall[];
}

/** Null: no program of Bennu's, so this server boots like any other. */
export function readProgram(userData: string): Program | null {
  const [head, body] = userData.split(`\n${programStart}\n`);
  const session = /^BENNU_SESSION=([btmi])$/m.exec(head ?? "")?.[1];
  if (body === undefined || session === undefined) return null;
  const calls = splitCommands(body).flatMap(([name, ...words]): ProgramCall[] =>
    name?.startsWith("bennu_") ? [{ name, words }] : [],
  );
  return { session: session as Session, calls };
}
