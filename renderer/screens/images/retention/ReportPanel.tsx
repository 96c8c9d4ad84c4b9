/** What the rules say of every image, and the plan for those that are chosen of what goes or rests. */
import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import type { BennuError } from "../../../../shared/errors.ts";
import type { RetentionReport, RetentionRow } from "../../../../shared/model/retention.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { Problem } from "../../../components/Problem.tsx";
import { dateTimeWords } from "../../../ui/clock-time.ts";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { VirtualGrid } from "../../../ui/VirtualGrid.tsx";
import { StartImagePlan } from "../care/StartImagePlan.tsx";
import { BlindSpots } from "../safety/BlindSpots.tsx";
import { reportColumns } from "./report-columns.tsx";
import { ReportFigures } from "./ReportFigures.tsx";

interface Props {
  readonly connectionId: string;
  readonly report: RetentionReport | null;
  readonly isAsking: boolean;
  readonly error: BennuError | null;
  readonly onAgain: () => void;
}

export function ReportPanel({ connectionId, report, isAsking, error, onAgain }: Props) {
  const note =
    report === null
      ? undefined
      : `asked ${dateTimeWords(report.askedAtMs)} · from facts of ${dateTimeWords(report.factsReadAtMs)}`;
  return (
    <Panel title="What they would do" note={note} fill>
      {error && <Problem error={error} onRetry={onAgain} />}
      {isAsking && (
        <p className="muted" role="status">
          Looking at what needs each image that would go…
        </p>
      )}
      {report === null && error === null && !isAsking && (
        <Emptiness title="Nothing was asked yet">
          Try the rules dry: every image is shown with what would become of it and why. Nothing is
          changed by that.
        </Emptiness>
      )}
      {report !== null && (
        <Report key={report.askedAtMs} connectionId={connectionId} report={report} />
      )}
    </Panel>
  );
}

const GROUPS = { goes: "Goes", unsure: "Not sure", rests: "Rests", stays: "Stays" } as const;

function Report({
  connectionId,
  report,
}: {
  readonly connectionId: string;
  readonly report: RetentionReport;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        report.rows.filter(({ verdict }) => verdict === "goes").map(({ imageId }) => imageId),
      ),
  );
  const plan = useAction("plan:retention");
  const columns = useMemo(
    () =>
      reportColumns(chosen, (id) => {
        plan.reset();
        setChosen((now) => toggled(now, id));
      }),
    [chosen, plan],
  );
  const of = (verdict: RetentionRow["verdict"]) =>
    report.rows
      .filter((row) => row.verdict === verdict && chosen.has(row.imageId))
      .map(({ imageId }) => imageId);
  const [going, resting] = [of("goes"), of("rests")];
  const make = (way: "carry-out" | "give-back", imageIds: readonly string[]) =>
    plan.mutate({ connectionId, way, imageIds: [...imageIds], rules: report.rules });
  return (
    <div className="retention-report">
      <ReportFigures report={report} />
      <div className="retention-grid">
        <VirtualGrid
          label="What the rules say of each image"
          rows={report.rows}
          columns={columns}
          rowKey={keyOf}
          rowLabel={(row) => `${row.name}: ${GROUPS[row.verdict]}. ${row.reasons.join(" ")}`}
          groupOf={(row) => GROUPS[row.verdict]}
          groupOrder={Object.values(GROUPS)}
          rowHeight={44}
          empty={<p className="muted">This connection has no image of its own.</p>}
        />
      </div>
      <div className="retention-buttons">
        <Button
          disabled={going.length === 0}
          disabledReason="Nothing that goes is picked."
          loading={plan.isPending}
          onClick={() => make("carry-out", going)}
        >
          Show the plan for {countWords(going.length, "image")} that{" "}
          {going.length === 1 ? "goes" : "go"}
        </Button>
        {report.rows.some(({ verdict }) => verdict === "rests") && (
          <Button
            disabled={resting.length === 0}
            disabledReason="Nothing that rests is picked."
            loading={plan.isPending}
            onClick={() => make("give-back", resting)}
          >
            Give {countWords(resting.length, "image")} back
          </Button>
        )}
      </div>
      {plan.error && <Problem error={plan.error} />}
      {plan.data && <StartImagePlan planned={plan.data} action="Carry it out" />}
      <BlindSpots blind={report.blind} />
    </div>
  );
}

const keyOf = ({ imageId }: RetentionRow) => imageId;

function toggled(now: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(now);
  if (!next.delete(id)) next.add(id);
  return next;
}
