/** So many in a row, and a schedule stops until a person turns it on again. */
export const MOST_FAILURES = 3;
