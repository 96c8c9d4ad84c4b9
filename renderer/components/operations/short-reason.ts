/** A reason where a line is all the room there is; the journal has the whole of it. */
const mostCharacters = 140;

export function shortReason(reason: string): string {
  return reason.length <= mostCharacters ? reason : `${reason.slice(0, mostCharacters - 1)}…`;
}
