import Button from "@cloudscape-design/components/button";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { useAction } from "../../../client/requests.ts";
import { isRunning, links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";

/** Stop while it runs; bake again after it has ended without an image. */
export function BakeControls({ bake }: { readonly bake: OperationDetail }) {
  const stop = useAction("operation:stop");
  const { intent } = bake.plan;
  if (!isRunning(bake)) {
    const again =
      intent.kind === "bake"
        ? {
            recipe: intent.recipeFile,
            ...(intent.baseImageId === null ? {} : { base: intent.baseImageId }),
          }
        : {};
    return (
      <Button onClick={() => go(links.newBake({ connection: bake.connectionId, ...again }))}>
        Bake again…
      </Button>
    );
  }
  return (
    <>
      {stop.error && <span className="tone-bad">{stop.error.message}</span>}
      <Button
        loading={stop.isPending || bake.status === "stopping"}
        onClick={() =>
          stop.mutate({ operationId: bake.id, reason: "stopped from the bake's screen" })
        }
      >
        Stop and clean up
      </Button>
    </>
  );
}
