/** How well a text fits what was typed: 0 not at all; words' beginnings count most. Pure. */
export function fitOf(text: string, query: string): number {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  let total = 0;
  for (const term of terms) {
    const fit = fitOfTerm(lower, term);
    if (fit === 0) return 0;
    total += fit;
  }
  return terms.length === 0 ? 1 : total / terms.length;
}

function fitOfTerm(lower: string, term: string): number {
  const at = lower.indexOf(term);
  if (at === 0) return 4;
  if (at > 0) return /[\s\-_/.:]/.test(lower.charAt(at - 1)) ? 3 : 2;
  return isSubsequence(lower, term) && term.length > 2 ? 0.5 : 0;
}

function isSubsequence(lower: string, term: string): boolean {
  let at = -1;
  for (const letter of term) {
    at = lower.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}
