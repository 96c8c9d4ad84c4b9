/**
 * A line of a log, or what a test or a failure said, without what plainly names itself a secret: passwords in addresses,
 * values of `password=` and `--token`, `Authorization:`, keys of well-known shapes. What a program prints without any
 * such sign can't be told from other text. The server does it before a line leaves it, with the same patterns.
 */
const name = `(?:pass(?:word|wd|phrase|code)|_pass|pwd|secret|token|credential|(?:api|access|private|secret|auth)[_-]?key)s?`;
const value = `(?:"[^"]*"|'[^']*'|[^ "',;&]+)`;

/** Each is also an extended expression of sed's, whose first group is what `$1` says. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/(:\/\/)[^/@ ]+@/g, "$1[secret]@"],
  [new RegExp(`(${name}["']? *=>? *)${value}`, "gi"), "$1[secret]"],
  [new RegExp(`(${name}["']?: *)("[^"]*"|'[^']*'|[^ "',;&]+[,;]? *$)`, "gi"), "$1[secret]"],
  [new RegExp(`(--?[a-z-]{0,40}${name} +)${value}`, "gi"), "$1[secret]"],
  [/(authorization["']?[:=] *["']?(?:(?:basic|bearer|token) +)?)[^ "']+/gi, "$1[secret]"],
  [/(mysql[a-z]* (?:.* )?-p)[^ ]+/g, "$1[secret]"],
  [/( (?:-u|--user)[ =]+[^ :"']+:)[^ "']+/g, "$1[secret]"],
  [/(gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[A-Za-z0-9._-]+/g, "$1[secret]"],
  [/eyJ[A-Za-z0-9_-]+[.]eyJ[A-Za-z0-9._-]+/g, "[secret]"],
];

export function withoutSecrets(text: string): string {
  return patterns.reduce((line, [pattern, instead]) => line.replace(pattern, instead), text);
}

/** The same for `sed -E`, with nothing that only one sed knows but the I, which they all have. */
export const sedWithoutSecrets = patterns
  .map(([{ source, flags }, instead]) => {
    const expression = source.replaceAll("(?:", "(");
    return `s~${expression}~${instead.replace("$1", String.raw`\1`)}~${flags.replace("i", "I")}`;
  })
  .join("\n");
