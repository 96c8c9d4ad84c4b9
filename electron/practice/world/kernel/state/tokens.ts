/** A call that carried a client token: what it was and what it made. */
export interface TokenRecord {
  readonly digest: string;
  readonly produced: readonly string[];
  readonly atMs: number;
}
