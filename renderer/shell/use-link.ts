import { useEffect, useState } from "react";
import { useClient } from "../client/client-context.tsx";

/** Whether the console behind this window can be reached. */
export function useLink(): boolean {
  const { bridge } = useClient();
  const [isUp, setUp] = useState(true);
  useEffect(() => bridge.onLink(setUp), [bridge]);
  return isUp;
}
