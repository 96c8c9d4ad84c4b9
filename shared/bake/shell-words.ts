/** Words of a shell command line: quoting what goes into a program, and reading one back. */
const plain = /^[A-Za-z0-9_./:=@%+,~^-]+$/;

/** One word, whatever is in it; line ends become spaces. */
export function quoteWord(text: string): string {
  const line = text.replace(/[\r\n]+/g, " ");
  return plain.test(line) ? line : quoteText(line);
}

/** One word, line ends and all. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The commands of a program, each with its words: a line end within quotes is part of its word. */
export function splitCommands(program: string): readonly (readonly string[])[] {
  const token = /\n|(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/gs;
  const commands: string[][] = [[]];
  for (const [raw] of program.matchAll(token)) {
    if (raw === "\n") commands.push([]);
    else commands.at(-1)?.push(unquoted(raw));
  }
  return commands.filter((words) => words.length > 0);
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
