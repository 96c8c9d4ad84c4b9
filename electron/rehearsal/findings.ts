/** What a rehearsal leaves out and what it assumes: each sentence once, the same kinds of things counted together. */
const SHOWN = 3;

export class Findings {
  readonly #leftOut: string[] = [];
  readonly #assumed: string[] = [];
  readonly #counted = new Map<string, Set<string>>();

  leave(sentence: string): void {
    if (!this.#leftOut.includes(sentence)) this.#leftOut.push(sentence);
  }

  assume(sentence: string): void {
    if (!this.#assumed.includes(sentence)) this.#assumed.push(sentence);
  }

  /** `what` of `whose` stays behind: told once for all of them. */
  leaveOf(what: string, whose: string): void {
    const known = this.#counted.get(what) ?? new Set();
    this.#counted.set(what, known.add(whose));
  }

  get leftOut(): readonly string[] {
    const counted = [...this.#counted].map(([what, whose]) => `${what}: ${listed([...whose])}.`);
    return [...counted, ...this.#leftOut];
  }

  get assumed(): readonly string[] {
    return this.#assumed;
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(", ");
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
