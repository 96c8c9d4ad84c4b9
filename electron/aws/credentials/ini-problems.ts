/** Mistakes in an AWS file that its loader passes over in silence, with their line. Values are never quoted. */
export function problemsOf(file: string, text: string): readonly string[] {
  const problems: string[] = [];
  let inSection = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const problem = problemOfLine(line, inSection);
    inSection ||= /^\s*\[.+\]/.test(line);
    if (problem) problems.push(`${file}, line ${String(index + 1)}: ${problem}`);
  }
  return problems.slice(0, 3);
}

function problemOfLine(line: string, inSection: boolean): string | null {
  const text = line.split(/(?:^|\s)[;#]/)[0]?.trim() ?? "";
  if (text === "") return null;
  if (text.startsWith("[")) return sectionProblem(text);
  if (!inSection) return "expected a section such as [profile name] before the first setting.";
  return text.includes("=") ? null : "expected `name = value`.";
}

function sectionProblem(text: string): string | null {
  if (!text.endsWith("]")) return "expected ] at the end of the section's name.";
  const name = text.slice(1, -1);
  return name.includes("__proto__")
    ? "this name is not allowed, and nothing of this file was read."
    : null;
}
