/** How a thing is meant, not what colour it has: the theme paints it. */
export type Tone = "plain" | "neutral" | "good" | "busy" | "warn" | "bad" | "info";

export const toneClass = (tone: Tone) => `tone-${tone}`;
