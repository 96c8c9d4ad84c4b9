import Alert from "@cloudscape-design/components/alert";
import { useLink } from "./use-link.ts";
import "./link-banner.css";

/** Says that the console behind this window can't be reached, and what that means. */
export function LinkBanner() {
  if (useLink()) return null;
  return (
    <div className="link-banner">
      <Alert type="error" header="The link to the console is lost">
        What you see is as it was then. If the console still runs, its operations go on; if it was
        stopped, they go on when it starts again. This window connects again by itself; if it
        doesn&apos;t within a minute, start Bennu.
      </Alert>
    </div>
  );
}
