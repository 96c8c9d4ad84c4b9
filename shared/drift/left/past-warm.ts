import { countWords } from "../../words/counts.ts";
import { agoWords } from "../../words/durations.ts";
import { TAG } from "../../model/tags.ts";
import { groupTag } from "../../fleet/fact-index.ts";
import { parseIsoMs } from "../../words/iso-time.ts";
import type { DriftRule } from "../drift-case.ts";

/** Servers that were kept for a return, for longer than was meant: they cost, and their disks age. */
export const pastWarm: DriftRule = (drift) =>
  drift.generations.flatMap(({ draft, state }) => {
    if (state !== "warm" || draft.group === null || draft.members.length === 0) return [];
    const untilMs = parseIsoMs(groupTag(draft.group, TAG.warmUntil));
    if (untilMs === null || untilMs > drift.nowMs) return [];
    const count = draft.members.length;
    const left = `${countWords(count, "server")} of it still ${count === 1 ? "runs" : "run"}`;
    return [
      {
        kind: "past-warm",
        subject: draft.group.name,
        evidence: `The warm time of ${draft.label} ended ${agoWords(untilMs, drift.nowMs)}; ${left}.`,
        cure: `Retire ${draft.label} if nobody wants it at once any more: its image is kept.`,
        seenAtMs: draft.group.readAtMs,
        remedy: { kind: "retire", generationId: draft.id },
      },
    ];
  });
