import { useLinkLost } from "../client/use-link-lost.ts";

/** Whether the console behind this window can be reached. */
export const useLink = (): boolean => useLinkLost() === null;
