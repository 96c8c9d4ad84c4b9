import Select, { type SelectProps } from "@cloudscape-design/components/select";
import type { Connection } from "../../../shared/model/connection.ts";
import { promisedCount } from "../../../shared/rules/promises.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useAction } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";

const counts = [0, 1, 2, 3, 5, 10];

const optionOf = (count: number): SelectProps.Option => ({
  value: String(count),
  label: count === 0 ? "Keep none" : `Keep ${countWords(count, "generation")}`,
});

/** How many earlier generations of each fleet are kept returnable, and the way to change it. */
export function PromiseLine({ connection }: { readonly connection: Connection }) {
  const promise = useAction("connection:promise");
  const count = promisedCount(connection);
  const isPractice = connection.kind === "practice";
  return (
    <div className="connection-foot">
      <Select
        ariaLabel={`Earlier generations kept returnable in ${connection.name}`}
        selectedOption={optionOf(count)}
        options={(counts.includes(count) ? counts : [...counts, count]).map(optionOf)}
        disabled={isPractice || connection.readOnly || promise.isPending}
        onChange={({ detail }) =>
          promise.mutate({
            connectionId: connection.id,
            generations: Number(detail.selectedOption.value),
          })
        }
      />
      <span className="muted">{wordsOf(count, isPractice)}</span>
      {promise.error && <Problem error={promise.error} />}
    </div>
  );
}

function wordsOf(count: number, isPractice: boolean): string {
  if (count === 0)
    return "No image is protected from deregistration by Bennu. A fleet whose images somebody deregisters can't return to them.";
  const always = isPractice ? " Always so in practice." : "";
  return `After each change of a fleet Bennu protects the images of its last ${countWords(count, "earlier generation")} from deregistration, and lets go of those that are promised no longer.${always}`;
}
