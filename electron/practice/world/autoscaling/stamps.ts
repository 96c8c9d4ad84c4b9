/** Times as Auto Scaling writes them into its texts: `2026-11-20T10:00:00Z`. */
export const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
