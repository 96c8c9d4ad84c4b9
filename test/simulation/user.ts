/** The user of an operation: says what the scenario has, in its order, to whichever console is alive by then. */
import type { OperationId } from "../../shared/model/ids.ts";
import { isTerminal } from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { SimulatedConsole } from "./crashing-console.ts";
import type { UserWord } from "./scenario/scenario.ts";

export interface User {
  /** Whether it ended the operation. */
  ended: boolean;
  /** That is to take over. */
  rollback: Plan | null;
  /** Whether it cleared a stall: what that changed is the user's own word. */
  cleared: boolean;
  /** Gates of the plan to which it has not said go on. */
  unanswered: number;
}

export interface UserParts {
  readonly sleep: (ms: number) => Promise<void>;
  readonly console: () => SimulatedConsole;
  /** Of the roll back; null: it is refused. */
  readonly plan: () => Promise<Plan | null>;
  readonly tell: (words: string) => void;
}

export function userOf(id: OperationId, words: readonly UserWord[], parts: UserParts): User {
  const user: User = { ended: false, rollback: null, cleared: false, unanswered: 0 };
  void speak(id, words, parts, user);
  return user;
}

async function speak(
  id: OperationId,
  words: readonly UserWord[],
  parts: UserParts,
  user: User,
): Promise<void> {
  for (const { word, afterMs } of words) {
    await parts.sleep(afterMs);
    // The plan first, as the console makes it, then the end of what it takes over.
    const rollback = word === "back" && (await openOf(id, parts)) ? await parts.plan() : null;
    const console = await openOf(id, parts);
    if (!console || (word === "back" && !rollback)) return;
    parts.tell(`the user says ${word}`);
    if (word === "stop" || word === "back") Object.assign(user, { ended: true, rollback });
    say(console, id, word);
  }
}

/** The console, once it is alive; null: the operation is ending already. */
async function openOf(id: OperationId, parts: UserParts): Promise<SimulatedConsole | null> {
  while (parts.console().crashedAt() !== null) await parts.sleep(1000);
  const summary = parts.console().operations.summary(id);
  const isOpen = summary && !isTerminal(summary.status) && summary.status !== "stopping";
  return isOpen ? parts.console() : null;
}

function say({ operations }: SimulatedConsole, id: OperationId, word: UserWord["word"]): void {
  if (word === "pause") operations.pause(id);
  else if (word === "resume") operations.resume(id);
  else if (word === "stop") operations.stop(id, "a simulated user").catch(() => undefined);
  else operations.supersede(id, "Rolled back by ada").catch(() => undefined);
}
