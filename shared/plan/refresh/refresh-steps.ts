/** The steps of AWS's instance refresh as a plan shows them. */
import type { RefreshPreferences } from "../../model/calls/refreshes.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { RefreshFact } from "../../model/facts/signs.ts";
import type { TemplateId } from "../../model/ids.ts";
import { countWords } from "../../words/counts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { free, placeOfHealth, type StepContext } from "../steps/step-context.ts";
import { refreshShape } from "./refresh-arithmetic.ts";
import { refreshTime, roundTime } from "./refresh-time.ts";
import { preferenceWords, shapeWords, surplusWords } from "./refresh-words.ts";

export interface RefreshAbout {
  readonly phase: string;
  readonly templateId: TemplateId;
  /** Null: the version that the plan makes. */
  readonly templateVersion: number | null;
  readonly preferences: RefreshPreferences;
  readonly onlyIfNeeded: boolean;
  readonly undo: string;
}

export function refreshStep(
  context: StepContext,
  group: GroupFact,
  about: RefreshAbout,
): StepDraft {
  const { preferences, phase, templateId, templateVersion, onlyIfNeeded, undo } = about;
  const desired = group.desiredCapacity;
  const shape = refreshShape(desired, preferences);
  const round = roundTime(context, group.settings, preferences);
  const version =
    templateVersion === null ? "the new version" : `version ${String(templateVersion)}`;
  const { observations } = context.policy;
  const { mixedInstances } = group.settings;
  return {
    title: `Let AWS refresh ${group.name} to ${version}`,
    detail: shapeWords(shape, desired),
    phase,
    work: {
      kind: "refresh",
      group: group.name,
      templateId,
      templateVersion,
      ...(mixedInstances === null ? {} : { mixedInstances }),
      preferences,
      onlyIfNeeded,
      lateAfterMs: round.worstMs,
      observations,
    },
    calls: [
      {
        call: "StartInstanceRefresh",
        target: group.name,
        before: `version ${group.template?.version ?? "unknown"}`,
        after: `${version}, at least ${String(preferences.minHealthyPercentage)} % healthy, at most ${String(preferences.maxHealthyPercentage)} %`,
      },
    ],
    guards: [
      `no fewer than ${countWords(shape.least, "server")} in service by these percentages; the floor is ${String(context.floor)}`,
      `${group.name} itself keeps version ${group.template?.version ?? "unknown"} until AWS has replaced all servers`,
      "one refresh at a time: it is never started twice",
      ...preferenceWords(preferences, desired),
    ],
    gate: `AWS says Successful, and all servers of ${version} are healthy ${placeOfHealth(context)}, seen ${String(observations)} times in a row`,
    undo,
    expected: refreshTime(context, round, shape, { preferences, desired }),
    skippable: false,
  };
}

/** On the way out: stopping cancels what AWS has not done. */
export function endRefreshStep(
  group: GroupFact,
  about: Pick<RefreshAbout, "phase" | "templateId" | "templateVersion">,
): StepDraft {
  const { phase, templateId, templateVersion } = about;
  return {
    title: `Leave no refresh of ${group.name} running`,
    detail: "If the plan is stopped or fails, AWS's refresh is cancelled; replaced servers stay",
    phase,
    work: { kind: "end-refresh", group: group.name, templateId, templateVersion },
    calls: [],
    guards: ["only the refresh of this plan is cancelled"],
    gate: "No refresh of this plan is under way",
    undo: "Servers that were replaced stay so; replacing again goes on with the others.",
    expected: free,
    skippable: false,
  };
}

export function turnRefreshStep(
  context: StepContext,
  group: GroupFact,
  refresh: RefreshFact,
  about: { readonly phase: string; readonly how: "roll-back" | "cancel" },
): StepDraft {
  const isRollBack = about.how === "roll-back";
  const bounds = {
    minHealthyPercentage: refresh.minHealthyPercentage ?? 0,
    maxHealthyPercentage: refresh.maxHealthyPercentage ?? 100,
  };
  const preferences = { instanceWarmupSeconds: null } as RefreshPreferences;
  const round = roundTime(context, group.settings, preferences);
  const shape = refreshShape(group.desiredCapacity, bounds);
  const { rounds } = shape;
  return {
    title: isRollBack
      ? `Let AWS roll its refresh of ${group.name} back`
      : `Cancel the refresh of ${group.name}`,
    detail: isRollBack
      ? "Servers that were replaced are replaced again by the version before"
      : "AWS can't roll this one back: it is cancelled, then the version is refreshed to",
    phase: about.phase,
    work: {
      kind: "turn-refresh",
      group: group.name,
      refreshId: refresh.id,
      how: about.how,
      ...bounds,
      lateAfterMs: round.worstMs,
    },
    calls: [
      {
        call: isRollBack ? "RollbackInstanceRefresh" : "CancelInstanceRefresh",
        target: group.name,
        before: `refresh ${refresh.id}, ${refresh.status}`,
        after: isRollBack ? `version ${group.template?.version ?? "before"} again` : "cancelled",
      },
    ],
    guards: [
      "the percentages of the refresh hold on its way back too",
      ...(isRollBack ? [cancelledInstead] : []),
      ...(shape.most > group.desiredCapacity
        ? [`if it is cancelled, ${surplusWords(shape.most - group.desiredCapacity)}`]
        : []),
    ],
    gate: "The refresh has ended",
    undo: "Replace again: servers that run the new version already are left as they are.",
    expected: isRollBack
      ? { medianMs: (round.medianMs * rounds) / 2, worstMs: round.worstMs * rounds }
      : { medianMs: 10_000, worstMs: round.worstMs },
    skippable: false,
  };
}

/** AWS doesn't count servers that are still warming up, and may end them all at once. */
const cancelledInstead =
  "where that would leave fewer than the floor in service, it is cancelled, and the version before comes back new servers first";
