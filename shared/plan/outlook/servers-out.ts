/** Percentages of a fleet in servers, as AWS rounds them: what must stay is rounded up. */
export function serversOutAtOnce(minHealthyPercentage: number, desired: number): number {
  return desired - Math.ceil((desired * minHealthyPercentage) / 100);
}
