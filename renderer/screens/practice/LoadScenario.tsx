import Button from "@cloudscape-design/components/button";
import { useRef } from "react";
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { useAction } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";

/** A scenario file of the user's: its world takes the place of the region's. */
export function LoadScenario({ region }: { readonly region: PracticeView }) {
  const field = useRef<HTMLInputElement>(null);
  const load = useAction("practice:load");
  const read = async (file: File | undefined) => {
    if (!file) return;
    const text = await file.text();
    load.mutate({ connectionId: region.id, name: file.name, text });
  };
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        accept=".yaml,.yml,.json"
        aria-label="Scenario file"
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button loading={load.isPending} onClick={() => field.current?.click()}>
        Load a scenario file…
      </Button>
      {load.error && <Problem error={load.error} />}
    </>
  );
}
