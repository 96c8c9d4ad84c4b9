/** "Safe to delete?" of one image: each thing that was looked at, how long ago, and what nobody can look at. */
import Button from "@cloudscape-design/components/button";
import type { SafetyReport, UseCheck } from "../../../../shared/model/retention.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { useAgoWords } from "../../../components/connections/clocks.ts";
import { Problem } from "../../../components/Problem.tsx";
import { Pill } from "../../../ui/Pill.tsx";
import type { Tone } from "../../../ui/tone.ts";
import { BlindSpots } from "./BlindSpots.tsx";
import "../care/care.css";

interface Props {
  readonly connectionId: string;
  readonly imageId: string;
}

export function SafetyCheck({ connectionId, imageId }: Props) {
  const look = useAction("image:safety");
  const action = look.data === undefined ? "Look" : "Look again";
  return (
    <section className="image-care" aria-label="Safe to delete?">
      <div className="image-care-head">
        <h3 className="detail-title">Safe to delete?</h3>
        <Button
          loading={look.isPending}
          ariaLabel={`${action} at what needs this image`}
          onClick={() => look.mutate({ connectionId, imageId })}
        >
          {action}
        </Button>
      </div>
      {look.isPending && (
        <p className="muted" role="status">
          Looking at servers, templates, groups, parameters and permissions…
        </p>
      )}
      {look.error && <Problem error={look.error} />}
      {look.data && <Report report={look.data} connectionId={connectionId} />}
    </section>
  );
}

const VERDICTS: Readonly<Record<SafetyReport["verdict"], readonly [Tone, string, string]>> = {
  free: ["good", "Nothing found", "Nothing that could be looked at needs it."],
  used: ["bad", "In use", "It is needed: taking it away would hurt."],
  unknown: ["warn", "Not known", "Something could not be looked at, so it isn't known."],
};

function Report({
  report,
  connectionId,
}: {
  readonly report: SafetyReport;
  readonly connectionId: string;
}) {
  const [tone, word, words] = VERDICTS[report.verdict];
  const { snapshots, gib, usdPerMonth, basis } = report.disk;
  return (
    <>
      <p role="status">
        <Pill tone={tone}>{word}</Pill> {words}
      </p>
      <ul className="use-checks">
        {report.checks.map((check) => (
          <Check key={check.what} check={check} connectionId={connectionId} />
        ))}
      </ul>
      <p className="muted">
        Deleting it with {countWords(snapshots, "snapshot")} would free{" "}
        {gib === null || usdPerMonth === null
          ? `something: ${basis}.`
          : `up to ${String(gib)} GiB, $${usdPerMonth.toFixed(2)} a month: ${basis}.`}
      </p>
      <BlindSpots blind={report.blind} />
    </>
  );
}

const OUTCOMES: Readonly<Record<UseCheck["outcome"], readonly [Tone, string]>> = {
  used: ["bad", "needs it"],
  free: ["good", "free"],
  unknown: ["warn", "unknown"],
};

const NAMES: Readonly<Record<UseCheck["what"], string>> = {
  owner: "Owner",
  servers: "Servers, in all states",
  templates: "Launch templates and groups",
  "launch-configurations": "Launch configurations",
  references: "Parameters, image recipes",
  promises: "Generations",
  protection: "Protection",
  sharing: "Other accounts",
  launches: "Last start",
  "other-connections": "Other connections",
};

const MOST_SHOWN = 6;

function Check({
  check,
  connectionId,
}: {
  readonly check: UseCheck;
  readonly connectionId: string;
}) {
  const [tone, word] = OUTCOMES[check.outcome];
  const ago = useAgoWords(connectionId, check.lookedAtMs);
  const shown = check.found.slice(0, MOST_SHOWN);
  const more = check.foundInAll - shown.length;
  return (
    <li>
      <div className="use-check-head">
        <strong>{NAMES[check.what]}</strong>
        <Pill tone={tone}>{word}</Pill>
        <span className="muted">{check.lookedAtMs === null ? "not looked at" : ago}</span>
      </div>
      <div>{check.words}</div>
      {check.found.length > 0 && (
        <div className="mono muted use-check-found">
          {shown.join(", ")}
          {more > 0 && ` and ${String(more)} more`}
        </div>
      )}
    </li>
  );
}
