/** What stands between a decision and AWS, and what an operation is held to while it runs. */
import { guardsOf } from "../mutation.ts";

const operations = "test/shell/operations";

const caller = guardsOf(
  "electron/operations/turn/caller.ts",
  [`${operations}/words.test.ts`],
  [
    [
      "every call that takes capacity away is judged",
      "if (!takesAway(call)) return null;",
      "return null;",
      { noticedBy: [`${operations}/safety`] },
    ],
    [
      "what was read too long ago is no reading",
      "if (clock.now() - askedAtMs <= longestMs) return fresh;",
      "return fresh;",
      { noticedBy: [`${operations}/safety`] },
    ],
    [
      "what the operation has just taken away counts, though lists don't show it yet",
      "withOwnCalls(fresh, this.#recentCalls(nowMs))",
      "fresh",
      { noticedBy: [`${operations}/safety`] },
    ],
    [
      "a fleet that another console took over is left alone, up to the last call",
      "this.#takenOver(call, fresh, nowMs) ??",
      "",
    ],
    [
      "what was meant is in the journal before it is called",
      "const key = this.#writeIntent(step, call, cloud.clock.now());",
      "const meant = cloud.clock.now(); const key = ''; void Promise.resolve().then(() => this.#writeIntent(step, call, meant));",
      { noticedBy: [`${operations}/safety`] },
    ],
    [
      "a token stays the same until AWS is known to have refused",
      "const name = `${this.#state.id}/${step}/${String(this.#attempt(step))}`;",
      "const name = `${this.#state.id}/${step}/${String(this.intents(step).length)}`;",
      { noticedBy: [`${operations}/safety`] },
    ],
    [
      "an answer that nobody saw is unknown, never a failure",
      'kind: "unknown", message: toErrorData(error).message',
      'kind: "failed", code: "Lost", requestId: null, message: toErrorData(error).message',
      { noticedBy: [`${operations}/safety`] },
    ],
  ],
);

const runner = guardsOf(
  "electron/operations/runner.ts",
  [`${operations}/words.test.ts`],
  [
    [
      "what is changed for a time is written down before the change",
      "this.#state.keepOriginals(step.id, now, decision.originals ?? []);",
      "",
    ],
    [
      "an operation whose claim another one has does nothing further",
      'if (typeof lost === "string") return this.#ender.asFailed(lost);',
      "",
    ],
    [
      "a claim stays fresh while the operation is paused",
      "await this.#claims.keep(cloud).catch((error: unknown) => this.#looker.unreadable(error)); if (!signal",
      "if (!signal",
    ],
    [
      "answers that were lost before a restart are unknown",
      "this.#caller.closeDangling(cloud.clock.now());",
      "",
      { noticedBy: [`${operations}/safety`] },
    ],
  ],
);

const stepCalls = guardsOf(
  "electron/operations/turn/step-calls.ts",
  [`${operations}/words.test.ts`],
  [
    [
      "a word from outside stops what has not been called yet",
      "if (interrupted()) return AT_ONCE;",
      "",
    ],
    [
      "what the guard refused is not tried at once, and is said",
      'if (made.kind === "refused") return this.#refused(',
      'if (made.kind === "refused" && false) return this.#refused(',
      { noticedBy: [`${operations}/safety`] },
    ],
  ],
);

const rest = [
  ...guardsOf(
    "electron/operations/turn/claims.ts",
    [`${operations}/words.test.ts`],
    [
      [
        "a claim is renewed for as long as the operation runs",
        "for (const group of groups) await this.#renew(group, cloud, nowMs);",
        "",
      ],
    ],
  ),
  ...guardsOf(
    "electron/operations/operation-state.ts",
    [`${operations}/safety`],
    [["an end is an end: nothing changes it any more", "if (this.ended) return;", ""]],
  ),
  ...guardsOf(
    "electron/operations/beginning.ts",
    [`${operations}/words.test.ts`],
    [
      [
        "one operation at a time works on a fleet",
        "if (holder) throw fleetHeld(plan, holder);",
        "",
      ],
      [
        "a plan is started once",
        "if (records.some((record) => record.planId === plan.id))",
        "if (false)",
      ],
      [
        "no operation starts on a read-only connection",
        "if (cloud.connection.readOnly) throw readOnly(cloud.connection.name);",
        "",
        { noticedBy: [`${operations}/safety`] },
      ],
    ],
  ),
  ...guardsOf(
    "electron/operations/user-words.ts",
    [`${operations}/words.test.ts`],
    [["only a soak can be skipped", "if (!planned?.skippable) throw", "if (!planned) throw"]],
  ),
  ...guardsOf(
    "electron/operations/turn/looker.ts",
    [`${operations}/safety`],
    [
      [
        "what a lagging list may be wrong about is believed only once it has stayed so",
        "if (nowMs - this.#badSinceMs >= BELIEVED_AFTER_MS) return decision;",
        "return decision;",
      ],
    ],
  ),
];

const wayOut = guardsOf(
  "electron/operations/ending/way-out.ts",
  [`${operations}/words.test.ts`],
  [
    [
      "what a step changed for a time is put back when it is not done",
      'const left = await putBackAll(way, "step");',
      "const left: string[] = [];",
    ],
    [
      "what the operation changed for a time is put back on every way out",
      'return [...left, ...(await putBackAll(way, "operation"))];',
      "return left;",
      { noticedBy: [`${operations}/safety`] },
    ],
    [
      "what another operation holds now is not put back under its feet",
      "if (isTakenOver(way, group)) return TAKEN_OVER;",
      "",
    ],
    [
      "what a late answer may still change is not taken for put back",
      "if (result === null && !mayAppear(way, record)) return null;",
      "if (result === null) return null;",
      { noticedBy: [`${operations}/safety`] },
    ],
    [
      "what is put back is looked at again, not believed",
      "return await putBackOnce(way, record, true);",
      "return null;",
      { noticedBy: [`${operations}/safety`] },
    ],
  ],
);

const leftBehind = guardsOf(
  "electron/operations/ending/left-claims.ts",
  [`${operations}/words.test.ts`],
  [
    [
      "a claim that was left behind comes off as soon as it can",
      "claimsOf(left).length > 0;",
      "claimsOf(left).length < 0;",
    ],
  ],
);

export const actingGuards = [...caller, ...runner, ...stepCalls, ...rest, ...wayOut, ...leftBehind];
