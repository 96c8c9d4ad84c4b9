/** A cause without its counts, times and ids: while that stays the same it is told once, however long it lasts. */
export const gistOf = (cause: string) => cause.replace(/\d+( (s|min|h|d)\b)?|\bi-\w+/g, "#");
