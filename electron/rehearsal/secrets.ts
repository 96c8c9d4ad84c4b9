/** What looks like a secret stays behind: rather one value too many than one too few. */
export const LEFT_OUT = "(left out)";

const TELLING =
  /secret|passw|passwd|pwd|token|credential|api[-_ .]?key|private[-_ .]?key|access[-_ .]?key|auth/i;
const SHAPES = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\./,
  /\b(?:ghp|gho|ghs|github_pat|xox[abps]|sk|pk|glpat)[-_][\w-]{16,}/,
  /:\/\/[^/\s:@]+:[^/\s@]+@/,
];

/** Digests, ids and ARNs are long and no secrets. */
const HARMLESS = /^(?:sha256:|arn:aws|[a-z]+-[0-9a-f]{8,17}$)/;

export function looksSecret(name: string, value: string): boolean {
  if (value === "" || value === LEFT_OUT) return false;
  if (SHAPES.some((shape) => shape.test(value))) return true;
  return (
    TELLING.test(name) &&
    !HARMLESS.test(value) &&
    !/^(?:true|false|required|optional|enabled|disabled|\d{1,6})$/i.test(value)
  );
}
