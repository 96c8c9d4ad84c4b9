import type { PlanOutlook } from "../../../../shared/model/outlook.ts";
import { sumWords } from "../../../../shared/plan/outlook/money.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { aboutWords } from "../../../../shared/words/durations.ts";
import { dateTimeWords } from "../../../ui/clock-time.ts";
import { CapacityTable } from "./CapacityTable.tsx";
import { Fact } from "./Fact.tsx";
import { TwoLists } from "./TwoLists.tsx";
import "./outlook.css";

/** What a plan means beyond its steps. What isn't known says so. */
export function Outlook({ outlook }: { readonly outlook: PlanOutlook }) {
  return (
    <div className="outlook">
      <div className="outlook-facts">
        <HistoryFact history={outlook.history} />
        <MoneyFact money={outlook.money} />
        <QuotaFact quota={outlook.quota} />
        {outlook.owner === null ? null : (
          <Fact title="Owner" value="somebody else's" tone="tone-warn" note={outlook.owner} />
        )}
      </div>
      <CapacityTable zones={outlook.capacity} />
      <Meanwhile meanwhile={outlook.meanwhile} />
      <TwoLists keeps={outlook.keeps} loses={outlook.loses} />
    </div>
  );
}

function HistoryFact({ history }: Pick<PlanOutlook, "history">) {
  if (history === null)
    return (
      <Fact
        title="This fleet's own times"
        value="none known"
        tone="tone-neutral"
        note="This console has no earlier run of this kind on it: the times are usual ones."
      />
    );
  const { medianMs, worstMs } = history.expected;
  return (
    <Fact
      title="This fleet's own times"
      value={`${aboutWords(medianMs)}, at worst ${aboutWords(worstMs).replace("about ", "")}`}
      note={`Median and worst of ${countWords(history.runs, "earlier run")} of this kind.`}
    />
  );
}

function MoneyFact({ money }: { readonly money: PlanOutlook["money"] }) {
  const hours = `${money.extraServerHours.toFixed(1)} server hours beyond what runs now`;
  return (
    <Fact
      title="Money"
      value={money.usd === null ? "not known" : `${sumWords(money.usd)} extra`}
      tone={money.usd === null ? "tone-neutral" : ""}
      note={money.extraServerHours === 0 ? sentence(money.basis) : `${hours}: ${money.basis}.`}
    />
  );
}

const quotaTones = { true: "tone-good", false: "tone-bad", null: "tone-neutral" } as const;

const numberWords = (value: number | null) => value?.toLocaleString("en") ?? "an unknown number of";

function QuotaFact({ quota }: { readonly quota: PlanOutlook["quota"] }) {
  const { neededVcpus, freeVcpus } = quota;
  const words =
    quota.ok === null
      ? "not known"
      : quota.ok
        ? "enough"
        : `${numberWords(neededVcpus)} vCPUs needed, ${numberWords(freeVcpus)} free`;
  const needed =
    quota.ok === false || neededVcpus === null || neededVcpus === 0
      ? ""
      : ` ${numberWords(neededVcpus)} more vCPUs are needed${freeVcpus === null ? "" : `, ${numberWords(freeVcpus)} are free`}.`;
  return (
    <Fact
      title="Quota"
      value={words}
      tone={quotaTones[`${String(quota.ok) as "true" | "false" | "null"}`]}
      note={`${sentence(quota.note)}${needed}`}
    />
  );
}

function Meanwhile({ meanwhile }: Pick<PlanOutlook, "meanwhile">) {
  return (
    <div>
      <strong>Meanwhile</strong>
      {meanwhile.length === 0 ? (
        <p className="muted outlook-none">
          No scaling policy is on the live group, and no scheduled action falls into this time.
        </p>
      ) : (
        <ul className="outlook-meanwhile">
          {meanwhile.map(({ what, atMs, effect }) => (
            <li key={`${what}${String(atMs)}`}>
              <strong>{what}</strong>
              {atMs === null ? "" : `, ${dateTimeWords(atMs)}`}: {effect}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
