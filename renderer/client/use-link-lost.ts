import { useSyncExternalStore } from "react";
import { useClient } from "./client-context.tsx";

/** Why nothing can be asked of the console now; null: it can be reached. */
export function useLinkLost(): string | null {
  const { links } = useClient();
  const isUp = useSyncExternalStore(links.subscribe, links.isUp);
  return isUp
    ? null
    : "The link to the console is lost: nothing can be asked of it until it is back.";
}
