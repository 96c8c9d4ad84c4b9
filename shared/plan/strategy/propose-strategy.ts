/**
 * Which strategy fits a fleet now, and why. Whether one is possible at all is its planner's word: each is asked for
 * the plan that it would make, so that nothing is proposed that would then be refused.
 */
import type { Duration, Planned } from "../../model/plan.ts";
import type { PlanOutlook } from "../../model/outlook.ts";
import type { Strategy } from "../../model/intent.ts";
import { countWords, listWords } from "../../words/counts.ts";
import type { KeepsAndLoses } from "../outlook/keeps-and-loses.ts";
import { holdsData, type ServerData } from "../outlook/server-data.ts";
import { strategyWords } from "./strategy-words.ts";

export interface Candidate {
  readonly strategy: Strategy;
  readonly planned: Planned;
  /** Null: of a refusal. */
  readonly outlook: PlanOutlook | null;
  readonly kept: KeepsAndLoses;
}

export interface ProposalInput {
  readonly candidates: readonly Candidate[];
  readonly data: ServerData;
}

export interface StrategyChoice {
  readonly strategy: Strategy;
  readonly possible: boolean;
  /** What speaks for it, or why it can't be used. */
  readonly reason: string;
  /** What would make it possible; null where it is. */
  readonly cure: string | null;
  readonly keeps: readonly string[];
  readonly loses: readonly string[];
  readonly expected: Duration | null;
  readonly mostServers: number | null;
  readonly usd: number | null;
}

export interface StrategyProposal {
  /** Null: none is possible now. */
  readonly strategy: Strategy | null;
  readonly why: string;
  readonly choices: readonly StrategyChoice[];
}

export function proposeStrategy(input: ProposalInput): StrategyProposal {
  const { strategy, why } = chosen(input);
  return { strategy, why, choices: input.candidates.map(choiceOf) };
}

interface Chosen {
  readonly strategy: Strategy | null;
  readonly why: string;
}

function chosen({ candidates, data }: ProposalInput): Chosen {
  const of = (strategy: Strategy) => candidates.find((one) => one.strategy === strategy) ?? null;
  const dataPath = of("root-volume");
  if (holdsData(data) && isPossible(dataPath))
    return { strategy: "root-volume", why: `${dataWords(data)} They stay with their servers.` };
  const caution = holdsData(data) ? ` ${dataWords(data)} ${withoutDataPath(dataPath)}` : "";
  const parallel = of("parallel");
  if (isPossible(parallel) && roomWords(parallel) === null)
    return { strategy: "parallel", why: `${parallelWords}${caution}` };
  const against = whyNotParallel(parallel);
  const other = instead(of("grow-shrink"), of("refresh"), of("root-volume"));
  if (other !== null)
    return { strategy: other.strategy, why: `${against} ${insteadWords(other)}${caution}` };
  if (isPossible(parallel)) return { strategy: "parallel", why: `${against} ${onlyOne}${caution}` };
  return { strategy: null, why: "No strategy can be used on this fleet now: each says why." };
}

const parallelWords =
  "A new generation beside the old one is the safest: the fleet never has less in service, and the way back is instant while the old one is warm.";
const onlyOne = "No other strategy can be used, so it may have to wait for room.";

const isPossible = (candidate: Candidate | null): candidate is Candidate =>
  candidate !== null && !candidate.planned.refused;

/** The first that is possible and has room; else the first that is possible. */
function instead(...others: readonly (Candidate | null)[]): Candidate | null {
  const possible = others.filter(isPossible);
  return possible.find((one) => roomWords(one) === null) ?? possible[0] ?? null;
}

function dataWords({ dying, staying, instanceStores }: ServerData): string {
  const volumes = dying.length + staying.length;
  const held = [
    ...(volumes === 0 ? [] : [countWords(volumes, "data volume")]),
    ...(instanceStores.length === 0 ? [] : [`instance stores (${listWords(instanceStores, 3)})`]),
  ];
  return `Its servers hold data: ${listWords(held)}.`;
}

function withoutDataPath(dataPath: Candidate | null): string {
  const why = dataPath?.planned.refused === true ? ` (${dataPath.planned.reason})` : "";
  return `The root volume swap, which would keep it, can't be used${why}: save what must not be lost first.`;
}

function whyNotParallel(parallel: Candidate | null): string {
  if (parallel === null) return "";
  if (parallel.planned.refused)
    return `A parallel generation can't be made: ${parallel.planned.reason}`;
  return `There may be no room for a second generation: ${roomWords(parallel) ?? ""}.`;
}

function insteadWords({ strategy }: Candidate): string {
  return `${strategyWords[strategy].name}: ${strategyWords[strategy].how}`;
}

/** Null: nothing is known that speaks against the servers it adds. */
function roomWords({ outlook }: Candidate): string | null {
  if (outlook === null) return null;
  const { quota, capacity } = outlook;
  if (quota.ok === false)
    return `${String(quota.neededVcpus)} more vCPUs are needed and the quota leaves ${String(quota.freeVcpus)}`;
  const full = capacity.filter(({ ok }) => !ok);
  if (full.length === 0 || full.length < capacity.length / 2) return null;
  return full.map(({ zone, note }) => `${zone}: ${note}`).join("; ");
}

function choiceOf({ strategy, planned, outlook, kept }: Candidate): StrategyChoice {
  const common = { strategy, ...kept };
  if (planned.refused)
    return {
      ...common,
      possible: false,
      reason: planned.reason,
      cure: planned.cure,
      expected: null,
      mostServers: null,
      usd: null,
    };
  return {
    ...common,
    possible: true,
    reason: strategyWords[strategy].suits,
    cure: null,
    expected: outlook?.history?.expected ?? planned.plan.expected,
    mostServers: planned.plan.mostServers,
    usd: outlook?.money.usd ?? null,
  };
}
