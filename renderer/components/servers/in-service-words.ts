/** While two generations serve, more are in service than are wanted: "22 of 20" would be no measure. */
export function inServiceWords(inService: number, desired: number): string {
  return inService > desired
    ? `${String(inService)} in service, ${String(desired)} wanted`
    : `${String(inService)} of ${String(desired)} in service`;
}
