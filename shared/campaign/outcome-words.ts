/**
 * How an operation ends that did all of its plan. Of a campaign that isn't the whole truth: what it left on the old base
 * is said with it. As planned, or as skipped on the way; the screens say what is so now.
 */
import { childStates } from "./child-states.ts";
import { wordsOf, type Memory } from "../decide/decision.ts";
import type { Plan } from "../model/plan.ts";
import { countWords, listWords } from "../words/counts.ts";

type Kept = Memory["kept"];

const DONE = "Everything in the plan is done";
/** Of an operation of which there is nothing else to say. */
export const ALL_DONE = `${DONE}.`;
/** It may have got as far as to serve. */
const TRIED = "Skipped after a replacement that didn't succeed; look at what serves there";
const MOST = 10;

/** `kept`: what the plan's steps wanted kept, with what people said of their children. */
export function outcomeWords(
  plan: Pick<Plan, "campaign" | "steps">,
  kept: readonly Kept[],
): string {
  const { campaign } = plan;
  if (campaign === undefined) return ALL_DONE;
  const planned = campaign.skipped.flatMap(({ servers = 0, name, reason }) =>
    servers === 0 ? [] : [leftWords(servers, name, reason)],
  );
  const skipped = skippedOnTheWay(plan, kept);
  const untouched = skipped.filter(({ wasTried }) => !wasTried);
  const left = [...planned, ...untouched.map(({ words }) => words)];
  const base = campaign.from.name;
  const all = left.length === 0 ? ALL_DONE : `${DONE}; left on ${base}: ${listWords(left, MOST)}.`;
  const tried = skipped.filter(({ wasTried }) => wasTried).map(({ words }) => words);
  return tried.length === 0 ? all : `${all} ${TRIED}: ${listWords(tried, MOST)}.`;
}

/** Whatever isn't skipped was replaced: the plan would not be done otherwise. One that was tried may serve from either. */
function skippedOnTheWay(
  { campaign, steps }: Pick<Plan, "campaign" | "steps">,
  kept: readonly Kept[],
) {
  const children = steps.flatMap(({ work }) => (work.kind === "run-children" ? work.children : []));
  const told = new Set(
    kept.flatMap((one) => (one?.["told"] as readonly string[] | undefined) ?? []),
  );
  const states = childStates({ children, seen: new Map(), words: wordsOf(...kept) });
  return (campaign?.fleets ?? []).flatMap(({ key, name, servers }) => {
    const state = states.get(key);
    if (!told.has(`${key} skipped`)) return [];
    const reason = state?.kind === "skipped" ? state.reason : "skipped";
    const wasTried = [...told].some((id) => isAttempt(id, key));
    return [{ words: leftWords(servers, name, reason), wasTried }];
  });
}

/** As the end of an attempt is told. */
const isAttempt = (told: string, key: string) =>
  told.startsWith(`${key} `) && /^\d+$/.test(told.slice(key.length + 1));

const leftWords = (servers: number, name: string, reason: string) =>
  `${countWords(servers, "server")} of ${name} (${reason.replace(/\.$/, "")})`;
