/** Gates in a few words, and what a new one of each kind begins with. Pure. */
import { assertNever } from "../../../../shared/assert-never.ts";
import type { Gate } from "../../../../shared/model/intent.ts";
import { listWords } from "../../../../shared/words/counts.ts";
import { durationWords } from "../../../../shared/words/durations.ts";

export function gateWords(gate: Gate): string {
  switch (gate.kind) {
    case "alarms":
      return `No alarm goes off: ${listWords(gate.names, 4)}`;
    case "http":
      return `GET ${gate.url} is answered with ${String(gate.expectStatus)}`;
    case "status-checks":
      return "EC2's status checks of all new servers are ok";
    case "approval":
      return `Somebody says go on, within ${durationWords(gate.withinMs)}: ${gate.question}`;
    default:
      return assertNever(gate, "gate");
  }
}

export const noGates =
  "None beside health at the traffic source and soak times, which always hold.";

export interface GateDraft {
  readonly kind: Gate["kind"];
  readonly names: readonly string[];
  readonly url: string;
  readonly expectStatus: string;
  readonly question: string;
  readonly withinMinutes: string;
}

export const emptyDraft: GateDraft = {
  kind: "status-checks",
  names: [],
  url: "",
  expectStatus: "200",
  question: "Does it look right?",
  withinMinutes: "60",
};

/** The gate, or why it isn't one yet. */
export function gateOf(draft: GateDraft): Gate | string {
  switch (draft.kind) {
    case "alarms":
      return draft.names.length === 0
        ? "Choose at least one alarm, or write its name."
        : { kind: "alarms", names: draft.names };
    case "http":
      return httpGate(draft);
    case "status-checks":
      return { kind: "status-checks" };
    case "approval":
      return approvalGate(draft);
    default:
      return assertNever(draft.kind, "gate");
  }
}

function httpGate({ url, expectStatus }: GateDraft): Gate | string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return "A whole address, beginning with http:// or https://.";
  const status = Number(expectStatus);
  if (!Number.isInteger(status) || status < 100 || status > 599)
    return "A status is a number from 100 to 599.";
  return { kind: "http", url, expectStatus: status };
}

function approvalGate({ question, withinMinutes }: GateDraft): Gate | string {
  const minutes = Number(withinMinutes);
  if (question.trim() === "") return "Write what is asked.";
  if (!(minutes > 0 && minutes <= 2880)) return "Minutes, from 1 to 2880.";
  return { kind: "approval", question, withinMs: Math.round(minutes * 60_000) };
}
