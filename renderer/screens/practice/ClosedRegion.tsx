import Button from "@cloudscape-design/components/button";
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { useAction } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { originWords } from "./practice-regions.ts";

export function ClosedRegion({ region }: { readonly region: PracticeView }) {
  const open = useAction("practice:open");
  return (
    <>
      <Emptiness
        title={`${region.name} is closed`}
        actions={
          <Button
            variant="primary"
            loading={open.isPending}
            onClick={() => open.mutate({ connectionId: region.id })}
          >
            Open it
          </Button>
        }
      >
        It is made from {originWords(region)}. Opened, it is a connection like any other, and its
        fleets stand beside the others. Its time stands still while it is closed.
      </Emptiness>
      {open.error && <Problem error={open.error} />}
    </>
  );
}
