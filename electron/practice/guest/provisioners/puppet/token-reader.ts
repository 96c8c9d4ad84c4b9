/** Goes through a manifest's words, one after the other. */
import { PuppetError, tokensOf } from "./tokens.ts";
import type { Token } from "./tokens.ts";

export class TokenReader {
  readonly #tokens: readonly Token[];
  readonly #file: string;
  #at = 0;

  constructor(source: string, file: string) {
    this.#tokens = tokensOf(source, file);
    this.#file = file;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  is(sign: string): boolean {
    return this.peek()?.kind === "sign" && this.peek()?.text === sign;
  }

  isWord(word: string): boolean {
    return this.peek()?.kind === "name" && this.peek()?.text === word;
  }

  /** True: it was there, and is passed. */
  skipped(sign: string): boolean {
    if (!this.is(sign)) return false;
    this.#at++;
    return true;
  }

  next(): Token {
    const token = this.peek();
    if (!token) throw this.wrong();
    this.#at++;
    return token;
  }

  expect(sign: string): void {
    if (!this.skipped(sign)) throw this.wrong();
  }

  wrong(token = this.peek()): PuppetError {
    const what = token ? `Syntax error at '${token.text}'` : "Syntax error at end of input";
    const line = token?.line ?? this.#tokens.at(-1)?.line ?? 1;
    return new PuppetError(
      `Could not parse for environment production: ${what} (file: ${this.#file}, line: ${String(line)})`,
    );
  }
}
