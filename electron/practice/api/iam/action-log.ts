/** Which actions were asked for, and by whom: what a policy must allow, and what of it nobody needs. */
export class ActionLog {
  readonly #counts = new Map<string, Map<string, number>>();

  note(principalArn: string, action: string): void {
    const counts = this.#counts.get(principalArn) ?? new Map<string, number>();
    this.#counts.set(principalArn, counts);
    counts.set(action, (counts.get(action) ?? 0) + 1);
  }

  /** Of one principal, or of all; sorted. */
  used(principalArn?: string): readonly string[] {
    const logs =
      principalArn === undefined ? this.#counts.values() : [this.#counts.get(principalArn)];
    const names = new Set<string>();
    for (const counts of logs) for (const action of counts?.keys() ?? []) names.add(action);
    return [...names].toSorted();
  }

  clear(): void {
    this.#counts.clear();
  }
}
