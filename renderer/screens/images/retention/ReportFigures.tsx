import type { RetentionReport, RetentionRow } from "../../../../shared/model/retention.ts";
import { countWords } from "../../../../shared/words/counts.ts";

export function ReportFigures({ report }: { readonly report: RetentionReport }) {
  const count = (verdict: RetentionRow["verdict"]) =>
    String(report.rows.filter((row) => row.verdict === verdict).length);
  const { gib, usdPerMonth, snapshots, basis } = report.disk;
  const figures = [
    ["Go", count("goes")],
    ["Not sure", count("unsure")],
    ["Rest", count("rests")],
    ["Stay", count("stays")],
    ["Freed at most", gib === null ? "not known" : `${String(gib)} GiB`],
    ["A month at most", usdPerMonth === null ? "not known" : `$${usdPerMonth.toFixed(2)}`],
  ] as const;
  return (
    <>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        {countWords(snapshots, "snapshot")}: {basis}. {countWords(report.lookedAt, "image")} looked
        at in full; at most {String(report.atMost)} go at once.
      </p>
    </>
  );
}
