/** The two channels between a window and main. */
export const channels = { request: "bennu:request", event: "bennu:event" } as const;
