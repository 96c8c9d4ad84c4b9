/** The word of a list that was probably meant, or null if none is near enough to suggest. */
export function nearestWord(word: string, words: readonly string[]): string | null {
  const near = words
    .map((candidate) => ({
      candidate,
      distance: editDistance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .toSorted((a, b) => a.distance - b.distance)[0];
  const limit = Math.max(1, Math.floor(word.length / 3));
  return near && near.distance <= limit ? near.candidate : null;
}

/** Levenshtein: letters to add, take away or change. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) row = nextRow(row, left.charAt(i - 1), right, i);
  return row[right.length] ?? 0;
}

function nextRow(
  previous: readonly number[],
  letter: string,
  right: string,
  first: number,
): number[] {
  const row = [first];
  for (let j = 1; j <= right.length; j++) {
    const swap = (previous[j - 1] ?? 0) + (letter === right.charAt(j - 1) ? 0 : 1);
    row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, swap));
  }
  return row;
}
