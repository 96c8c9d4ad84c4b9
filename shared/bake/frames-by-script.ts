/**
 * A builder's newest frames by a script, for who asks it over Systems Manager: the same that go to its console, from
 * where they are kept in memory. Systems Manager tells the first 24,000 characters of what a script says.
 */
export const framesScript = [
  "# bennu frames",
  'tail -c 22000 "${BENNU_MEMORY:-/run}/bennu-frames" 2>/dev/null || true',
].join("\n");

export const asksForFrames = (script: string): boolean => script.startsWith("# bennu frames\n");
