import Alert from "@cloudscape-design/components/alert";
import { useEffect, useState } from "react";
import { useClient } from "../client/client-context.tsx";

/** Says that the console behind this window can't be reached, and what that means. */
export function LinkBanner() {
  const { bridge } = useClient();
  const [up, setUp] = useState(true);
  useEffect(() => bridge.onLink(setUp), [bridge]);
  if (up) return null;
  return (
    <Alert type="error" header="The link to the console is lost">
      What you see is as it was then. Operations go on in the console; this window connects again by itself. If it
      doesn't within a minute, start Bennu again.
    </Alert>
  );
}
