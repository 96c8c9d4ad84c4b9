/** Two or three images, generations or servers held against each other. Reads only; the address says which. */
import Button from "@cloudscape-design/components/button";
import Spinner from "@cloudscape-design/components/spinner";
import type { Comparison, CompareSubject } from "../../../shared/compare/comparison.ts";
import type { HoleReport } from "../../../shared/compare/holes/hole-report.ts";
import { useRequest } from "../../client/requests.ts";
import { subjectsOf, subjectText } from "../../compare-address.ts";
import { Problem } from "../../components/Problem.tsx";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { go } from "../../ui/hash-path.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ComparePicker } from "./choose/ComparePicker.tsx";
import { CompareView } from "./CompareView.tsx";
import { ExportButton } from "./export/ExportButton.tsx";
import { useHoles } from "./holes/use-holes.ts";
import { ReplaceButtons } from "./ReplaceButtons.tsx";
import "./compare.css";

export function CompareScreen({ place }: { readonly place: Place }) {
  const sides = subjectsOf(place.query);
  const key = sides.map(subjectText).join(" ");
  if (sides.length < 2 || place.query.has("choose"))
    return <ComparePicker key={key} sides={sides} connection={place.query.get("connection")} />;
  return <Compared key={key} sides={sides} />;
}

function Compared({ sides }: { readonly sides: readonly CompareSubject[] }) {
  const answer = useRequest("compare:sides", { sides: [...sides] });
  const holes = useHoles(answer.data ?? null);
  const drop = (at: number) => go(links.compare(sides.filter((_, index) => index !== at)));
  return (
    <>
      <PageHeader
        title="Compare"
        note={answer.data && noteOf(answer.data)}
        actions={<Actions sides={sides} comparison={answer.data ?? null} report={holes.report} />}
      />
      {answer.isPending && <Spinner size="large" />}
      {answer.error && <Problem error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && (
        <CompareView
          comparison={answer.data}
          holes={holes}
          onRemove={sides.length > 2 ? drop : null}
          onLooked={() => void answer.refetch()}
        />
      )}
    </>
  );
}

const noteOf = ({ sides }: Comparison) => sides.map((side) => side.label).join(" with ");

interface ActionProps {
  readonly sides: readonly CompareSubject[];
  readonly comparison: Comparison | null;
  readonly report: HoleReport | null;
}

function Actions({ sides, comparison, report }: ActionProps) {
  const choose = `${links.compare(sides)}&choose=1`;
  return (
    <>
      <Button onClick={() => go(links.compare(sides.toReversed()))}>⇄ Swap</Button>
      <Button onClick={() => go(choose)}>
        {sides.length < 3 ? "Add a third…" : "Choose others…"}
      </Button>
      {comparison !== null && <ExportButton report={{ comparison, holes: report }} />}
      {comparison !== null && <ReplaceButtons comparison={comparison} />}
    </>
  );
}
