/** One numbered change of the journal's tables. Once released it is never edited: the next change is a new file. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}
