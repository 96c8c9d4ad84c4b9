import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { Reuse } from "../../../../shared/model/bake.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { agoWords } from "../../../../shared/words/durations.ts";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";

/** The same inputs gave an image before: it can be used instead. */
export function ReuseNotice({ plan, reuse }: { readonly plan: Plan; readonly reuse: Reuse }) {
  return (
    <Alert
      type="info"
      header="The very same inputs gave an image before"
      action={
        <Button
          onClick={() => go(links.images({ connection: plan.connectionId, image: reuse.imageId }))}
        >
          Use {reuse.name} instead
        </Button>
      }
    >
      {reuse.name} was made {agoWords(reuse.createdAtMs, plan.madeAtMs)} from the same base, recipe
      and values, {reuse.verified.replace(/ \S+$/, "")}. Only what repositories have made newer
      since could differ: bake again if that is what you want.
    </Alert>
  );
}
