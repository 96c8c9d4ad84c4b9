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
      What you see is as it was then. If the console still runs, its operations go on; if it was
      stopped, they go on when it starts again. This window connects again by itself; if it
      doesn&apos;t within a minute, start Bennu.
    </Alert>
  );
}
