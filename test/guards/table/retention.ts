/** What keeps an image that somebody needs, or whose use nobody knows, from being taken away. */
import { guardsOf } from "../mutation.ts";

const tests = ["test/core/retention"];

export const retentionGuards = [
  ...guardsOf("shared/decide/retention/retire-image.ts", tests, [
    [
      "an image that is needed, or may be, is not touched",
      "const held = stays(work, evidence, nowMs) ??",
      "const held =",
    ],
    [
      "an image that is among the newest good ones by now stays",
      "if (newerGood === null || newerGood >= rules.keepNewest) return null;",
      "if (newerGood !== undefined) return null;",
    ],
    [
      "only an image that is known to be free goes",
      'if (verdict === "free") return null;',
      'if (verdict !== "used") return null;',
    ],
    [
      "an image that a list leaves out is not taken for gone at once",
      "if (nowMs - memory.startedAtMs < BELIEVED_AFTER_MS)",
      "if (nowMs < 0)",
    ],
    ["a missing image that nobody took away is no success", "if (!isOurs) {", "if (false) {"],
    [
      "what was given back since the plan was made stays",
      'if (work.act === "remove" && !hasRested(rules, evidence.image, nowMs))',
      "if (false)",
    ],
  ]),
  ...guardsOf("shared/retention/rest.ts", tests, [
    [
      "a deprecation that it had for a later day is no rest",
      "deprecatedAtMs === null || deprecatedAtMs > atMs + AT_ONCE_MS",
      "deprecatedAtMs === null",
    ],
  ]),
  ...guardsOf("shared/retention/judge-use.ts", tests, [
    ["what could not be looked at is not free", '? "unknown" : "free";', '? "free" : "free";'],
    [
      "another account's image is never free",
      "if (image.ownerId === accountId)",
      "if (image.ownerId !== '')",
    ],
    [
      "a version that a group uses counts, however far back",
      "depth === null || at <= depth || isDefault || groups.length > 0;",
      "depth === null || at <= depth || isDefault;",
    ],
    [
      "the default version counts, however far back",
      "at <= depth || isDefault ||",
      "at <= depth ||",
    ],
  ]),
  ...guardsOf("shared/retention/retention-row.ts", tests, [
    [
      "an image that rests is not removed before its time",
      "if (about.nowMs < untilMs)",
      "if (about.nowMs < 0)",
    ],
    [
      "what is used stays, whatever the rules say",
      "const stays = [...reasonsOfUse(checks), ...reasonsOfRules(about)];",
      "const stays = [...reasonsOfRules(about)];",
    ],
    [
      "what somebody else disabled is left alone",
      'if (image.state === "disabled" && restOf(image) === null)',
      "if (false)",
    ],
  ]),
  ...guardsOf("shared/decide/inspect/await-inspection.ts", tests, [
    [
      "an inspection without a manifest has not succeeded",
      "if (end?.ok && manifest)",
      "if (end?.ok)",
    ],
    [
      "a server that never speaks is not waited for forever",
      "if (nowMs - memory.startedAtMs > work.timeoutMs + LAST_WORD_WITHIN_MS)",
      "if (false)",
    ],
  ]),
];
