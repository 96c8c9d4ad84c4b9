/** Words of a shell command line: quoting what goes into a program, and reading one back. */
const plain = /^[A-Za-z0-9_./:=@%+,~^-]+$/;

/** One word, whatever is in it; line ends become spaces, for a program is read line by line. */
export function quoteWord(text: string): string {
  const line = text.replace(/[\r\n]+/g, " ");
  return plain.test(line) ? line : `'${line.replaceAll("'", `'\\''`)}'`;
}

/** The words of a line as a shell would split them: quotes and backslashes; nothing is expanded. */
export function splitWords(line: string): readonly string[] {
  const word = /(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g;
  return [...line.matchAll(word)].map(([raw]) => unquoted(raw));
}

function unquoted(raw: string): string {
  const part = /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)|([^'"\\]+)/gs;
  return [...raw.matchAll(part)]
    .map(
      ([, single, double, escaped, bare]) =>
        single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? bare ?? "",
    )
    .join("");
}
