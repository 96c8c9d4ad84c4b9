/** What a failure says to do, where it is done without anybody's word. */

/** "… What serves still does. Roll back, or make a new plan." without its last advice. */
const advice = /\s*(?:Then r|R)oll back\b[^.]*\.(?:\s+Otherwise [^.]*\.)?\s*$/;

/** The reason of a failure after which the operation is rolled back by itself. */
export const withoutAdvice = (reason: string): string => reason.replace(advice, "");

export const toldWithRollback = (reason: string): string =>
  `${withoutAdvice(reason)} It is to be rolled back by itself.`;
