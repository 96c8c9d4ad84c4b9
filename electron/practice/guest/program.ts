/** Reads the program out of a builder's user data: which session it is, and its calls. The functions before it are skipped. */
import type { Session } from "../../../shared/bake/frames.ts";
import { programStart } from "../../../shared/bake/prelude.ts";
import { splitWords } from "../../../shared/bake/shell-words.ts";

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
  const session = /^BENNU_SESSION=([btm])$/m.exec(head ?? "")?.[1];
  if (body === undefined || session === undefined) return null;
  const calls = body.split("\n").flatMap((line): ProgramCall[] => {
    const [name, ...words] = splitWords(line);
    return name?.startsWith("bennu_") ? [{ name, words }] : [];
  });
  return { session: session as Session, calls };
}
